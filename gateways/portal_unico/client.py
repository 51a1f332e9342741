"""The Duimp's functions, one method per call: liberal in reading, strict in writing."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from customs.acts import Registration
from customs.declarations.duimp import Pagamento, Principal, RegistroCover
from gateways.doors import Refused, SystemState
from gateways.portal_unico.session import Session

TAX_NAMES = {
    "ii": "II",
    "ipi": "IPI",
    "pis": "PIS",
    "cofins": "COFINS",
    "antidumping": "ANTIDUMPING",
    "countervailing": "MEDIDAS_COMPENSATORIAS",
    "safeguard": "SALVAGUARDA",
    "siscomex_fee": "TAXA_UTILIZACAO",
}
"""Our names of what is debited at registration → the Portal's."""

MOST_ITEMS = 100
"""Items in one call."""

_ROOT = "/duimp-api/api/ext/duimp"
_OUR_NAMES = {theirs: ours for ours, theirs in TAX_NAMES.items()}
_AMOUNTS = {"calculated": "calculado", "suspended": "suspenso", "payable": "aRecolher"}
_NOT_FOUND = 404
_BEYOND_THE_LAST_ITEM = "DIMP-ER0100"

Json = dict[str, Any]


class PortalUnico:
    """Speaks the Portal's JSON; knows nothing of workflows. It implements ``TradeSystem``."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def open_draft(self, cover: Json) -> tuple[str, int]:
        """Save a new header (endpoint 1); return the draft's number and version."""
        answer = await self._session.call("POST", _ROOT, cover)
        identity = answer["identificacao"]
        return str(identity["numero"]), int(identity["versao"])

    async def put_items(self, number: str, version: int, items: list[Json]) -> None:
        """Make a draft hold exactly these items, whatever an earlier attempt left (5, 6, 7)."""
        path = f"{_ROOT}/{number}/{version}/itens"
        there = await self._item_numbers(path)
        wanted = {_item_number(item): item for item in items}
        for left_over in sorted(there - wanted.keys()):
            await self._session.call("DELETE", f"{path}/{left_over}")
        await self._send_items("POST", path, [wanted[n] for n in wanted if n not in there])
        await self._send_items("PUT", path, [wanted[n] for n in wanted if n in there])

    async def delete_draft(self, number: str, version: int) -> None:
        """Delete a draft and its items (endpoint 4); one that is gone already is no error."""
        try:
            await self._session.call("DELETE", f"{_ROOT}/{number}/{version}")
        except Refused as refusal:
            if refusal.status != _NOT_FOUND:
                raise

    async def calculated_values(self, number: str, version: int) -> Json:
        """Return the system's own taxes of a draft (endpoint 8): decimals by our tax names.

        Keys: ``calculated``, ``suspended``, ``payable``; a tax of nothing is left out.
        """
        answer = await self._session.call("GET", f"{_ROOT}/{number}/{version}/valores-calculados")
        taxes = {
            _OUR_NAMES.get(t["tipo"], t["tipo"].lower()): t["valoresBRL"]
            for t in answer["tributosCalculados"]
        }
        return {
            ours: {tax: v for tax, brl in taxes.items() if (v := _decimal(brl.get(theirs)))}
            for ours, theirs in _AMOUNTS.items()
        }

    async def diagnose(self, number: str, version: int, total_items: int) -> str:
        """Ask for a diagnosis (endpoint 10); return its status."""
        answer = await self._session.call(
            "POST", f"{_ROOT}/{number}/{version}/diagnosticos", {"totalItem": total_items}
        )
        return str(answer.get("situacao") or "")

    async def register(
        self, number: str, version: int, total_items: int, payments: dict[str, Decimal]
    ) -> str:
        """Ask for the registration (endpoint 11) with what is to be debited, in BRL."""
        paid = tuple(
            Pagamento(principal=Principal(tributo={"tipo": TAX_NAMES[tax]}, valor=amount))
            for tax, amount in payments.items()
            if amount
        )
        asked = RegistroCover(totalItem=total_items, pagamentos=paid or None)
        answer = await self._session.call(
            "POST",
            f"{_ROOT}/{number}/{version}/registros",
            asked.model_dump(mode="json", exclude_none=True),
        )
        return str(answer.get("situacao") or "")

    async def current_version(self, number: str) -> Registration | None:
        """Return the registered version (endpoint 15), None while there is none."""
        try:
            answer = await self._session.call("GET", f"{_ROOT}/{number}/versoes")
        except Refused as refusal:
            if refusal.status != _NOT_FOUND:
                raise
            return None
        if not answer.get("dataRegistro"):
            return None
        return Registration(
            number=str(answer["numero"]),
            version=int(answer["versao"]),
            registered_at=datetime.fromisoformat(answer["dataRegistro"]),
        )

    async def state(self, number: str, version: int) -> SystemState:
        """Return situation, channel and dates of a version (endpoint 12); of a draft too."""
        answer = await self._session.call("GET", f"{_ROOT}/{number}/{version}")
        identity = answer.get("identificacao") or {}
        situation = answer.get("situacao") or {}
        risk = answer.get("resultadoAnaliseRisco") or {}
        return SystemState(
            number=str(identity.get("numero") or number),
            version=int(identity.get("versao") or version),
            situation=str(situation.get("situacaoDuimp") or ""),
            channel=_channel(risk.get("canalConsolidado")),
            registered_at=_instant(identity.get("dataRegistro")),
            released_at=_instant(situation.get("dataDesembaraco")),
            body=answer,
        )

    async def _send_items(self, method: str, path: str, items: list[Json]) -> None:
        for start in range(0, len(items), MOST_ITEMS):
            await self._session.call(method, path, items[start : start + MOST_ITEMS])

    async def _item_numbers(self, path: str) -> set[int]:
        """Return the numbers of the items that a draft holds."""
        found: set[int] = set()
        while len(found) % MOST_ITEMS == 0:
            page = await self._item_page(path, len(found) + 1)
            if not page:
                break
            found |= {_item_number(item) for item in page}
        return found

    async def _item_page(self, path: str, first: int) -> list[Json]:
        try:
            page = await self._session.call("GET", f"{path}?inicial={first}&tamanho={MOST_ITEMS}")
        except Refused as refusal:
            codes = {problem["code"] for problem in refusal.problems}
            if refusal.status == _NOT_FOUND or _BEYOND_THE_LAST_ITEM in codes:
                return []
            raise
        return list(page)


def _item_number(item: Json) -> int:
    return int(item["identificacao"]["numeroItem"])


def _decimal(value: Any) -> Decimal:
    return Decimal(str(value or 0))


def _channel(told: Any) -> str | None:
    """``VERDE``, also where the system says ``1 - Verde``."""
    return str(told).split()[-1].upper() if told else None


def _instant(told: Any) -> str | None:
    return datetime.fromisoformat(str(told)).isoformat() if told else None
