"""Reading codes from pictures: camera, picture file or film in, texts and milliseconds out."""
