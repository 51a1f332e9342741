"""The demo's story: who acts, what happens on which day, and the figures that must come out.

Nothing here knows a workflow: the storyteller does at the desk what people and machines do.
"""
