"""The Qt desktop: shows, asks and prints; knows services, never tables."""
