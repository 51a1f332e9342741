"""The references of one telling. The outside world takes the channel from how they begin."""

from dataclasses import dataclass


@dataclass
class Names:
    """What is called what in the telling of this number."""

    run: int

    def __post_init__(self) -> None:
        self.programme = f"ROLAMAR-{self.run}"
        self.bonded = f"VD1-ROLAMAR-{self.run}-2601"
        """Green, released the day after its registration."""
        self.release_1 = f"VD-ROLAMAR-{self.run}-R1"
        """Green, released at once."""
        self.release_2 = f"AM6-ROLAMAR-{self.run}-R2"
        """Yellow, released six days after its registration."""
        self.air = f"VD-ROLAMAR-{self.run}-AIR"

    def all(self) -> tuple[str, ...]:
        """Return every reference that declares something."""
        return (self.bonded, self.release_1, self.release_2, self.air)
