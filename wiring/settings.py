"""Settings: where each part of the house is, from ``ENTREPOSTO_…`` or from the running stack."""

import json
from pathlib import Path
from typing import Any

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parents[1]
"""The checkout."""

SERVERS = ("temporal_address", "database_url", "s3_endpoint", "portal_url")
"""The servers that every process needs."""


class StackDown(Exception):
    """A server has no address: the stack does not run and no setting points elsewhere."""


class Settings(BaseSettings):
    """What may be set, each as ``ENTREPOSTO_<NAME>``.

    An address that is given belongs to somebody else's server: ``up`` then starts none of its own.
    An empty text means *not given*.
    """

    model_config = SettingsConfigDict(env_prefix="ENTREPOSTO_", env_ignore_empty=True, frozen=True)

    home: Path = ROOT / ".entreposto"
    """The one folder with the data, logs and addresses of the embedded stack."""

    temporal_address: str = ""
    """``host:port`` of a Temporal frontend."""
    temporal_namespace: str = "default"
    temporal_ui: str = ""
    """Where people look at Temporal, for the screens' links."""

    database_url: str = Field(default="", repr=False)
    """``postgresql+psycopg://…`` as the application signs in: a member of ``entreposto_app``."""
    database_owner_url: str = Field(default="", repr=False)
    """The same database as its owner signs in, who migrates it; the application's if not given."""

    s3_endpoint: str = ""
    s3_access_key: str = ""
    s3_secret_key: str = Field(default="", repr=False)
    s3_bucket: str = "entreposto"

    portal_url: str = ""
    """The foreign-trade system; the simulator where none is given."""
    portal_ca: Path | None = None
    """PEM of the authority that signed the system's certificate; the machine's own if absent."""
    portal_certificate: Path | None = None
    """PKCS#12 with which we sign in to the system."""
    portal_certificate_password_file: Path | None = None
    portal_role: str = "IMPEXP"
    portal_client_id: str = ""
    portal_client_secret: str = Field(default="", repr=False)

    portal_poll_seconds: int = Field(default=2, ge=1)
    """Time between two looks at open declarations; the real Portal has an hourly quota."""

    ptax_url: str = ""
    """The server of the PTAX series; the simulator where none is given."""
    smtp_url: str = Field(default="", repr=False)
    """``smtp://user:password@host:port``; without one, messages are kept as files."""

    task_timeout: float = Field(default=10, gt=0)
    """Seconds after which a workflow's step is taken from a worker that died."""

    web_address: str = ""
    """Where people find the console, if somebody else serves it."""

    temporal_port: int = 7233
    """The ports that ``up`` would like; where one is taken, it uses the next free one."""
    temporal_ui_port: int = 8233
    s3_port: int = 9000
    simulator_port: int = 8443
    web_port: int = 8080

    @property
    def migrations_url(self) -> str:
        """The database for whoever changes its form."""
        return self.database_owner_url or self.database_url

    @property
    def stack_file(self) -> Path:
        """Where the running stack writes its addresses and process ids."""
        return self.home / "stack.json"

    @property
    def secrets_file(self) -> Path:
        """The keys that the embedded stack made for itself, readable by its owner alone."""
        return self.home / "secrets.json"


def load(home: Path | None = None) -> Settings:
    """Return the settings, with what is not given filled in from the stack running in ``home``.

    Raises:
        StackDown: a server is neither given nor running.
    """
    settings = load_what_is_known(home)
    absent = [name for name in SERVERS if not getattr(settings, name)]
    if absent:
        names = ", ".join(f"ENTREPOSTO_{name.upper()}" for name in absent)
        raise StackDown(f"The stack is not running: start it with `entreposto up`, or set {names}.")
    return settings


def load_what_is_known(home: Path | None = None) -> Settings:
    """Return the settings as far as they are known; a part that does not run has no address."""
    given = Settings()
    given = given.model_copy(update={"home": (home or given.home).expanduser().absolute()})
    found = {**_keys(given.secrets_file), **_addresses(given)}
    missing = {name: value for name, value in found.items() if value and not getattr(given, name)}
    return given.model_copy(update=missing)


def _keys(path: Path) -> dict[str, Any]:
    return dict(json.loads(path.read_text())) if path.exists() else {}


def _addresses(given: Settings) -> dict[str, Any]:
    """The addresses of the running parts, under the names that the settings give them."""
    if not given.stack_file.exists():
        return {}
    parts: dict[str, dict[str, Any]] = json.loads(given.stack_file.read_text())["parts"]
    temporal, simulator = parts.get("temporal", {}), parts.get("simulator", {})
    known = {
        "temporal_address": temporal.get("address"),
        "temporal_ui": temporal.get("ui"),
        "database_url": parts.get("postgres", {}).get("url"),
        "database_owner_url": parts.get("postgres", {}).get("owner_url"),
        "s3_endpoint": parts.get("s3", {}).get("url"),
        "web_address": parts.get("web", {}).get("url"),
    }
    if simulator.get("url") and not given.portal_url:
        known |= _simulator(given, simulator["url"], Path(simulator["ca"]))
    return known


def _simulator(given: Settings, url: str, authority: Path) -> dict[str, Any]:
    """The simulator's address and the credentials that it made beside its own certificate."""
    folder = authority.parent
    return {
        "portal_url": url,
        "portal_ca": authority,
        "portal_certificate": folder / "client.p12",
        "portal_certificate_password_file": folder / "client.password",
        "ptax_url": url,
    }
