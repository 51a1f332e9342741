"""The answers "no" of the desk: each carries its HTTP status and one sentence for a person."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError


class DeskError(Exception):
    """The desk says no: a permanent code, a title, one sentence, and the field if one is wrong."""

    status = 400
    title = "The request cannot be met"

    def __init__(
        self,
        code: str,
        detail: str,
        *,
        field: str | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.field = field
        self.extra = dict(extra or {})

    def as_problem(self) -> dict[str, Any]:
        """Return the problem details of RFC 9457; ``errors`` names each wrong field."""
        problem: dict[str, Any] = {
            "type": f"urn:entreposto:problem:{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }
        if self.field is not None:
            problem["errors"] = [{"field": self.field, "message": self.detail}]
        return problem | self.extra


class NotFound(DeskError):
    """What was named does not exist."""

    status = 404
    title = "There is no such thing"


class Conflict(DeskError):
    """What was asked does not agree with how things stand now."""

    status = 409
    title = "Things do not stand like that"


class Forbidden(DeskError):
    """This person may not do this."""

    status = 403
    title = "This person may not do this"


class Unauthenticated(DeskError):
    """Nobody is signed in."""

    status = 401
    title = "Sign in first"


class TooLarge(DeskError):
    """The file or request is larger than the door lets through."""

    status = 413
    title = "Too large"


class Invalid(DeskError):
    """A form is not filled in rightly; names each field and what would be right."""

    status = 422
    title = "The form is not filled in rightly"


class Away(DeskError):
    """A part of the house did not answer; the same request may be repeated."""

    status = 503
    title = "The house does not answer just now"


def invalid_form(error: ValidationError) -> Invalid:
    """Return what pydantic found wrong with a form, field by field."""
    return wrong_fields(error.errors(include_url=False, include_context=False))


def wrong_fields(found: Iterable[Mapping[str, Any]], skip: tuple[str, ...] = ()) -> Invalid:
    """Return the refusal of a form from pydantic's list of errors.

    ``skip`` names leading parts of a location that are no field (``body`` at the HTTP door).
    """
    listed = list(found)
    places = [tuple(error["loc"]) for error in listed]
    # A list whose only entry is wrong is also "too short": the entry alone is worth saying.
    errors = [
        {
            "field": ".".join(str(part) for part in place if part not in skip),
            "message": _sentence(error),
        }
        for error, place in zip(listed, places, strict=True)
        if not any(other != place and other[: len(place)] == place for other in places)
    ]
    detail = "; ".join(
        f"{e['field']}: {e['message']}" if e["field"] else e["message"] for e in errors
    )
    return Invalid("invalid-form", detail, extra={"errors": errors})


def _sentence(error: Mapping[str, Any]) -> str:
    if error["type"] == "extra_forbidden":
        return "there is no such field"
    return str(error["msg"]).removeprefix("Value error, ")
