from __future__ import annotations

import pytest

from scoring.intake.formats.files import RefusedError, read_document

HEAD = "<html><head><title>清水河区2022年政府信息公开工作年度报告</title></head><body>"
MENU = "<div><a href=/>首页</a><a>政务公开</a></div>"
FOOT = "<div>主办：清水河区人民政府办公室 备案号12345678</div></body></html>"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "<p>现将本年度报告予以公布，全文见附件，欢迎社会各界监督。</p><a href='/P0.docx'>附件：清水河区2022年年度报告.docx</a>",
            "报告.html: 网页上没有报告正文，报告在附件中：附件：清水河区2022年年度报告.docx；应为报告正文。请下载该附件并读取附件。 [I050]",
        ),
        (
            "<a href='a.pdf?x=1'>清水河区年度报告</a>",
            "报告.html: 网页上没有报告正文，报告在附件中：清水河区年度报告；应为报告正文。请下载该附件并读取附件。 [I050]",
        ),
        (
            "<h1>抱歉，您访问的页面不存在或者已经被删除，请返回首页继续浏览其他内容。</h1>",
            "报告.html: 保存的是错误页或登录页（“页面不存在”）；应为报告正文。请重新打开报告的网页后另存。 [I051]",
        ),
        (
            "<form>请先登录 用户名<input> 密码<input type=password></form>",
            "报告.html: 保存的是错误页或登录页（“请先登录”）；应为报告正文。请重新打开报告的网页后另存。 [I051]",
        ),
        (
            "<iframe src='/art/2022/1.html'></iframe>",
            "报告.html: 网页的正文在框架中，没有一起保存：/art/2022/1.html；应为报告正文。请单独打开该框架后另存。 [I052]",
        ),
        (
            "<p><img src='/p/W0201.jpg' width=800></p><p><img src='/p/W0202.jpg'></p>",
            "报告.html: 网页上的报告是图片；应为文字。请提供原来的 Word 文件或由它导出的 PDF。 [I053]",
        ),
        (
            "<div id=app></div><script>fetch('/api/report?id=3')</script>",
            "报告.html: 网页只有框架而没有正文；应为报告正文。正文多由脚本载入，请在浏览器中打开后另存，或下载附件。 [I006]",
        ),
        (
            "<script type='text/html'><p>共收到申请12件，均已答复。</p></script><script>var d='收到申请12件，没有发生行政复议。'</script>",
            "报告.html: 网页只有框架而没有正文；应为报告正文。正文多由脚本载入，请在浏览器中打开后另存，或下载附件。 [I006]",
        ),
    ],
)
def test_a_page_without_a_report_is_refused_with_its_reason(body: str, message: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_document((HEAD + MENU + body + FOOT).encode())
    assert refused.value.message("报告.html") == message


def test_frames_are_refused() -> None:
    page = "<html><head><title>年度报告</title></head><frameset><frame src='menu.html'><frame src='main.html'></frameset></html>"
    with pytest.raises(RefusedError) as refused:
        read_document(page.encode())
    assert refused.value.code == "I052"


@pytest.mark.parametrize(
    "body",
    [
        "<p>全年共收到政府信息公开申请12件，均已按期答复，无结转。</p><a href='a.doc'>附件：统计表.doc</a>",
        "<p>本年度未收到政府信息公开申请，没有发生行政复议和行政诉讼案件。</p><a href='a.doc'>年度报告.doc</a><p>请登录网站查询。</p>",
    ],
)
def test_a_short_report_with_figures_is_read_whatever_it_links_to(body: str) -> None:
    assert read_document((HEAD + MENU + body + FOOT).encode()).lines
