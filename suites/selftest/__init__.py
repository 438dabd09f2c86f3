"""Is the inspector itself right?"""
