"""The demo season: a believable agency as files that the importers read."""
