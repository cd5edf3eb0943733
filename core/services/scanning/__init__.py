"""Reading codes from pictures: camera, picture file or film in, texts and milliseconds out.

views      one frame seen in other ways: smaller, larger, turned, straightened, filtered
engines    the two decoders, each on one view
decode     which decoder sees which view, and when to stop
pictures   picture files
frames     where frames come from: camera, picture, film
loop       a source followed by one worker thread, each code told once
"""
