"""Signing in: a person's certificate or a pair of keys, and the role in which one acts."""

import re
from collections.abc import Mapping
from typing import Any

from simulator import tls
from simulator.answers import Answer, PlatformRefusal
from simulator.tokens import open_session, rotate
from simulator.world import World

_PERSONS_ONLY = [
    "IMPEXP",
    "TRANSPEST",
    "AGECARGA",
    "AJUDESPAC",
    "INSTFINANC",
    "CONTATOOEA",
    "RESPLEGAL",
    "HABILITAD",
]
_BOTH = ["DEPOSIT", "OPERPORT", "TRANSPORT", "AGEREMESS"]
_COMPANIES_ONLY = ("TERCEIROS",)
ROLES = (*_PERSONS_ONLY, *_BOTH, *_COMPANIES_ONLY)
"""Values of ``Role-Type``."""

_HOLDER = re.compile(r":(\d{11}|\d{14})$")

Peer = Mapping[str, Any]
"""A client certificate as ``ssl.getpeercert`` shows it."""


def by_certificate(world: World, headers: Mapping[str, str], peer: Peer | None) -> Answer:
    """``POST /portal/api/autenticar``: who holds the certificate of this connection."""
    role = _role(headers)
    holder = _holder(peer)
    if not holder:
        raise PlatformRefusal(401, "PLAT-ER2001", "SIM: nenhum certificado válido na conexão.")
    is_company = len(holder) == 14
    if (is_company and role in _PERSONS_ONLY) or (not is_company and role in _COMPANIES_ONLY):
        raise PlatformRefusal(403, "PLAT-ER2008", f"SIM: certificado não serve ao perfil {role}.")
    return _welcome(world, holder, role)


def by_keys(world: World, headers: Mapping[str, str]) -> Answer:
    """``POST /portal/api/autenticar/chave-acesso``: acts as the person who made the keys."""
    role = _role(headers)
    given = (headers.get("client-id", ""), headers.get("client-secret", ""))
    if world.folder is None or given != tls.key_pair(world.folder):
        raise PlatformRefusal(401, "PLAT-ER8008", "SIM: par de chaves desconhecido.")
    return _welcome(world, tls.PERSON, role)


def _role(headers: Mapping[str, str]) -> str:
    role = headers.get("role-type", "")
    if not role:
        raise PlatformRefusal(422, "PUCX-ER0101", "SIM: Role-Type não informado.")
    if role not in ROLES:
        raise PlatformRefusal(422, "PUCX-ER0102", f"SIM: Role-Type {role} não existe.")
    return role


def _holder(peer: Peer | None) -> str:
    """The CPF or CNPJ at the end of the common name, as ICP-Brasil certificates have it."""
    names = ((peer or {}).get("subject") or ()) if peer else ()
    for part in names:
        for name, text in part:
            found = _HOLDER.search(text) if name == "commonName" else None
            if found:
                return found[1]
    return ""


def _welcome(world: World, person: str, role: str) -> Answer:
    signed = open_session(world, person, role)
    headers = rotate(world, signed.token)
    body = {"token": headers["X-CSRF-Token"]}
    return Answer(200, body, {"Set-Token": signed.token} | headers)
