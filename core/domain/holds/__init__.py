"""Who may have which seats: holds, blocks, allotments, presales, and plans that paint them."""
