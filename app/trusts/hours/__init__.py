"""When a trust's people read and answer: the week's hours, days off, and the clock that runs in working time only.

Everything here is decided from data and a moment that is passed in. Moments are aware; those given back are in UTC.
"""
