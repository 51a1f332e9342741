"""The outside world on this machine: a foreign-trade system and a maker of suppliers' papers.

It imports nothing of the house, so that the two can disagree.
"""
