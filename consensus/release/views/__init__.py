"""The doors of the release, one room for each part of it."""
