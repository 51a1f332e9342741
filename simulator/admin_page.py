"""The administrator's page: what was filed, for a person. It refreshes itself."""

from datetime import datetime
from decimal import Decimal

from jinja2 import Environment

from simulator.store import Body

_PAGE = """<!doctype html>
<html lang="pt-BR"><head><meta charset="utf-8"><meta http-equiv="refresh" content="5">
<title>Simulador de comércio exterior</title>
<style>
body{font:15px/1.4 system-ui,sans-serif;margin:2rem;color:#1b2530}
table{border-collapse:collapse;margin:1rem 0}td,th{padding:.3rem .7rem;text-align:left;
border-bottom:1px solid #d5dce2;vertical-align:top}th{color:#566}.n{text-align:right}
</style></head><body>
<h1>Simulador de comércio exterior</h1>
<p>Nada daqui é o Portal Único. <em>Nothing here is the real Portal.</em>
 Relógio de negócio: <strong>{{ now.strftime("%d/%m/%Y %H:%M") }}</strong></p>
<h2>Declarações / Declarations</h2>
<table><tr><th>Número</th><th>Referência</th><th>Tipo</th><th>Situação</th><th>Canal</th>
<th>Registro</th><th>Desembaraço</th><th>Registros</th><th>Débitos</th></tr>
{% for d in declarations -%}
<tr><td>{{ d.number }}/{{ d.version }}</td><td>{{ d.reference }}</td><td>{{ d.kind }}</td>
<td>{{ d.situation }}</td><td>{{ d.channel or "–" }}</td><td>{{ d.registered_at or "–" }}</td>
<td>{{ d.released_at or "–" }}</td><td class="n">{{ d.registrations }}</td>
<td class="n">{% for debit in d.debits %}R$ {{ debit.total }}<br>{% endfor %}</td></tr>
{% else -%}
<tr><td colspan="9">Nenhuma declaração. <em>Nothing was filed yet.</em></td></tr>
{% endfor -%}
</table>
<h2>Estoque sob regime / Bonded stock</h2>
<table><tr><th>Admissão</th><th>Item</th><th>Admitido</th><th>Retirado</th><th>Saldo</th></tr>
{% for b in stock -%}
<tr><td>{{ b.number }}</td><td>{{ b.item }}</td><td class="n">{{ b.admitted }}</td>
<td class="n">{{ b.drawn }}</td><td class="n">{{ b.left }}</td></tr>
{% endfor -%}
</table></body></html>"""

_TEMPLATE = Environment(autoescape=True).from_string(_PAGE)


def page(now: datetime, declarations: list[Body], stock: list[Body]) -> str:
    """Return the page."""
    shown = [
        d | {"debits": [{"total": _total(debit["amounts"])} for debit in d["debits"]]}
        for d in declarations
    ]
    return _TEMPLATE.render(now=now, declarations=shown, stock=stock)


def _total(amounts: dict[str, str]) -> Decimal:
    return sum((Decimal(amount) for amount in amounts.values()), Decimal(0))
