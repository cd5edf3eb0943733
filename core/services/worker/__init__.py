"""The worker: does what was put into the queue, and tidies up every minute.

tasks    the jobs by name, and what each does
connecting  the queue under row security
running  run until told to stop, or until nothing is left to do
"""
