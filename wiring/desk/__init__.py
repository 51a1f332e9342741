"""The desk: all that a person or a machine may ask of the house, whichever door they came by.

Web, CLI and story translate and never decide; what is allowed, checked, told to a
workflow and answered is decided here. Nothing in this folder imports a driver but
``temporal.py``, so that a reading command starts fast.
"""

from wiring.desk.desk import Desk
from wiring.desk.ports import Ports

__all__ = ["Desk", "Ports"]
