"""The two kinds of model in the house: what we remember, and what we are told."""

from pydantic import BaseModel, ConfigDict


class Payload(BaseModel):
    """A value that is written into workflow history and read back years later.

    Unknown fields are ignored, so that a worker one version behind can still
    read what a newer worker wrote. New fields always come with a default.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")


class Form(BaseModel):
    """A value handed to us at a door: an API body, a filled-in form.

    Unknown fields are refused, so that a misspelt one is noticed at once.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class StoredRef(Payload):
    """Where a large value lies: history carries this, never the value itself."""

    key: str
    sha256: str
    media_type: str
    size: int
