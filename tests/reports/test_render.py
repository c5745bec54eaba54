import re
import shutil
import subprocess
from pathlib import Path

import nbformat
import pytest
from toys import DOT

from analysis.reports.site.links import Links
from analysis.reports.site.page import Unrenderable, render

ALT = {"image/png": {"alt": 'Ten "of" <b>', "width": 640}}
HEADING = {"text/html": "<h1>Kota <b>Solok</b> &amp; &lt;x&gt;</h1>", "text/plain": "Kota Solok"}


def executed(*outputs: tuple[dict[str, str], dict[str, object]], tags: tuple[str, ...] = ()) -> nbformat.NotebookNode:
    notebook = nbformat.v4.new_notebook()
    notebook.cells = [
        nbformat.v4.new_code_cell(
            "secret = 1",
            outputs=[nbformat.v4.new_output("display_data", data, metadata=metadata)],
            metadata={"tags": list(tags)} if data is not HEADING else {},
        )
        for data, metadata in ((HEADING, {}), *outputs)
    ]
    return notebook


def test_a_page_is_whole_in_itself_and_shows_no_code() -> None:
    page, title, _ = render(executed(({"image/png": DOT, "text/plain": "a dot"}, ALT)), "en", Links())
    assert title == "Kota Solok & <x>"
    assert "<title>Kota Solok &amp; &lt;x&gt; · Regional Trends</title>" in page
    assert page.startswith('<!DOCTYPE html>\n<html lang="en">')
    assert f'<img src="data:image/png;base64,{DOT}" alt="Ten &#34;of&#34; &lt;b&gt;" width="640">' in page
    assert "secret" not in page
    assert not re.findall(r"""(?:src|href)=["']?(?:https?:)?//""", page)
    assert "url(" not in page and "@import" not in page
    assert "<script" not in page[: page.index("</main>")]
    assert "default-src 'none'" in page


def test_a_chart_on_a_telephone_stays_legible_and_the_page_does_not_scroll_sideways(tmp_path: Path) -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        pytest.skip("needs chromium")
    ink = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 10'><path d='M0 0h20v10z'/></svg>"
    charts = [({"image/svg+xml": ink}, {"image/svg+xml": {"alt": "A chart", "width": width}}) for width in (760, 200)]
    (tmp_path / "page.html").write_text(render(executed(*charts), "en", Links())[0], "utf-8")
    # In a frame, since a window is never as narrow as a telephone.
    (tmp_path / "frame.html").write_text(
        """<iframe id="frame" src="page.html" width="390"></iframe><pre id="seen"></pre><script>onload = () => {
        const page = frame.contentDocument, root = page.documentElement;
        const widths = [...page.querySelectorAll("img")].map((each) => each.getBoundingClientRect().width);
        seen.textContent = [root.clientWidth, root.scrollWidth, ...widths].join(" ");
        };</script>""",
        "utf-8",
    )
    quiet = ("gpu", "quic", "background-networking", "component-update", "sync")
    flags = ["--headless", "--no-sandbox", "--no-first-run", "--hide-scrollbars", "--allow-file-access-from-files"]
    flags += [f"--disable-{each}" for each in quiet]
    shown = subprocess.run(
        [chromium, *flags, f"--user-data-dir={tmp_path / 'own'}", "--dump-dom", (tmp_path / "frame.html").as_uri()],
        capture_output=True,
        text=True,
        timeout=60,
    ).stdout
    # A chart is as wide as it takes to read it, a small picture no wider than it is.
    assert '<pre id="seen">390 390 640 200</pre>' in shown


def test_the_same_notebook_gives_the_same_page_in_either_order() -> None:
    one, two = executed(), executed(({"text/html": "<p>Lain</p>"}, {}))
    first = render(one, "id", Links())
    render(two, "en", Links())
    assert render(one, "id", Links()) == first


def test_the_other_kinds_of_output() -> None:
    page, _, _ = render(
        executed(
            ({"text/plain": "a <b>"}, {}),
            ({"text/markdown": "*kuat*"}, {}),
            ({"image/svg+xml": "<svg/>"}, {"image/svg+xml": {"alt": "gambar"}}),
        ),
        "id",
        Links(),
    )
    assert "<pre>a &lt;b&gt;</pre>" in page
    assert "<em>kuat</em>" in page
    assert 'src="data:image/svg+xml;base64,PHN2Zy8+" alt="gambar"' in page


def test_cells_for_the_notebook_only_are_left_out() -> None:
    page, _, _ = render(executed(({"text/html": "<p>Untuk analis</p>"}, {}), tags=("notebook-only",)), "id", Links())
    assert "Untuk analis" not in page


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<img src='data:image/png;base64,AA'>", "no alternative text"),
        ("<img alt='x' src='https://example.org/x.png'>", "takes 'https://example.org/x.png' from outside"),
        ("<p title='>'><IMG ALT=x SRC=//example.org/x.png>", "takes '//example.org/x.png' from outside"),
        ("<script>alert(1)</script>", "holds <script>"),
        ("<link rel=stylesheet href='data:text/css,'>", "holds <link>"),
        ("<video src='/x'></video>", "takes '/x' from outside"),
    ],
)
def test_what_a_page_may_not_hold_is_an_error(html: str, said: str) -> None:
    with pytest.raises(Unrenderable, match=re.escape(said)):
        render(executed(({"text/html": html}, {})), "id", Links())


def test_a_picture_without_alternative_text_and_a_page_without_title_are_errors() -> None:
    with pytest.raises(Unrenderable, match="no alternative text"):
        render(executed(({"image/png": DOT}, {})), "id", Links())
    with pytest.raises(Unrenderable, match="has no title"):
        render(nbformat.v4.new_notebook(), "id", Links())
    amiss = executed()
    amiss.cells.insert(0, nbformat.v4.new_markdown_cell("## Below"))
    with pytest.raises(Unrenderable, match="the heading 'Below' stands before the title"):
        render(amiss, "id", Links())
