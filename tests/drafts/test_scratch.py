from tests.drafts.making import OLD, NEW, published, prepare
from tests.factories import make_account

def test_run(client):
    ana = make_account(role="maintainer")
    published(OLD, "0.1")
    prepare(NEW, "0.2")
    page = client.as_(ana)
    for path in ["/desk/drafts/", "/desk/drafts/new", "/desk/drafts/0.2/", "/desk/drafts/0.2/text", "/desk/drafts/0.2/files", "/desk/drafts/0.2/map", "/desk/drafts/0.2/map?show=all", "/desk/drafts/0.2/map?show=risky","/desk/drafts/0.2/map/use", "/desk/drafts/0.2/preview", "/desk/drafts/0.2/publish", "/desk/drafts/0.2/discard", "/drafts/0.2/editors/", "/desk/drafts/0.1/", "/desk/drafts/0.1/period", "/desk/drafts/0.1/withdraw", "/desk/drafts/0.1/clauses/", "/desk/drafts/0.1/clauses/use/explain", "/desk/drafts/0.1/correct"]:
        r = page.get(path)
        print(path, r.status_code, len(r.text))
        open("/tmp/w/desk-" + path.strip("/").replace("/", "_").replace("?","_") + ".html", "w").write(r.text)
