import os, time, json
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]="true"
import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import sync_playwright
from tests.kpss_pages.making import a_portal
from tests.kpss_pages.plan_making import *
from kpss_pages.models import *
from django.urls import reverse

@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_b(live_server, settings):
    settings.WAGTAILADMIN_BASE_URL = live_server.url
    settings.ALLOWED_HOSTS=["*"]
    u = get_user_model().objects.create_superuser("spravce","a@b.cz","heslo")
    portal=a_portal()
    plan=a_plan(portal, measure_fields=["description","risks"], goal_types=[{"type":"goal_type","value":{"name":"udržení","description":""}}], chapters_before=[a_chapter("Uvod", body=[{"type":"paragraph","value":"<p>x</p>"},{"type":"table","value":{"data":[["a","b"],["1","2"]],"table_header_choice":"row","table_caption":"T"}}])])
    area=an_area(plan,[a_goal(str(g),measures=[a_measure(f"{g}.{m}", description="<p>text</p>", justification="pro", activities=[{"type":"item","id":"","value":{"title":"Krok","responsible":"já"}}]) for m in range(5)]) for g in range(4)])
    with sync_playwright() as p:
        b=p.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        pg=b.new_page()
        errs=[]
        pg.on("pageerror", lambda e: errs.append(str(e)))
        pg.on("console", lambda m: errs.append("console: "+m.text) if m.type=="error" else None)
        pg.goto(live_server.url+"/admin/login/")
        pg.fill("[name=username]","spravce"); pg.fill("[name=password]","heslo"); pg.click("button[type=submit]")
        t=time.time()
        r=pg.goto(live_server.url+reverse("wagtailadmin_pages:edit",args=[area.pk]))
        print("status",r.status,"load",time.time()-t, "title", pg.title())
        pg.wait_for_timeout(3000)
        print("fields", pg.eval_on_selector_all("form[data-edit-form] [name], #page-edit-form [name]","e=>e.length"))
        print("draftails", pg.eval_on_selector_all("[data-draftail-editor]","e=>e.length"))
        print("datalist", pg.eval_on_selector_all("#kpss-goal-types option","e=>e.map(x=>x.value)"), pg.eval_on_selector_all("input[list=kpss-goal-types]","e=>e.length"))
        for n in ("justification","risks","responsible","description"):
            print(n, pg.evaluate("""n=>{const m=document.querySelectorAll('.kpss-measure [data-contentpath="'+n+'"]');return [...m].map(x=>getComputedStyle(x).display).reduce((a,d)=>(a[d]=(a[d]||0)+1,a),{})}""",n))
        pg.screenshot(path="/tmp/kpss/h3/area.png", full_page=False)
        # expand first goal
        print(pg.evaluate("document.querySelectorAll('.kpss-measure').length"))
        # paste
        ed=pg.query_selector("[data-draftail-editor] [contenteditable=true]")
        pg.evaluate("""()=>{document.querySelectorAll('[data-panel-toggle][aria-expanded=false]').forEach(b=>b.click())}""")
        pg.wait_for_timeout(800)
        ed=pg.locator("[data-draftail-editor] [contenteditable=true]").first
        ed.scroll_into_view_if_needed(); ed.click()
        pg.evaluate("""()=>{const el=document.activeElement;const dt=new DataTransfer();dt.setData('text/html','<h1>Nadpis 1</h1><h2>Nadpis 2</h2><p>viz https://example.org ahoj</p><ul><li>a</li><li>b</li></ul><table><tr><td><p>x</p></td><td><p>y</p></td></tr></table><p><a href="mailto:a@b.cz">mail</a> <a href="https://c.cz">web</a><a href="file:///x">f</a></p><img src="data:image/png;base64,iVBORw0KGgo=">');dt.setData('text/plain','x https://example.org');el.dispatchEvent(new ClipboardEvent('paste',{clipboardData:dt,bubbles:true,cancelable:true}))}""")
        pg.wait_for_timeout(1500)
        print("messages", pg.eval_on_selector_all(".messages li","e=>e.map(x=>x.textContent.trim())"))
        print("content", ed.inner_html()[:200], "TEXT", ed.inner_text())
        pg.screenshot(path="/tmp/kpss/h3/area2.png", full_page=False)
        # save
        print([ (x.inner_text(), x.get_attribute("name")) for x in pg.query_selector_all("footer button")][:8])
        btn=pg.query_selector("footer .action-save")
        t=time.time(); 
        with pg.expect_navigation(timeout=60000): btn.click()
        print("saved in", time.time()-t, pg.eval_on_selector_all(".messages li","e=>e.map(x=>x.textContent.trim())"))
        pg.wait_for_timeout(1500)
        a=PlanAreaPage.objects.get(pk=area.pk).get_latest_revision_as_object()
        print("GOALDESC",[g.value["description"].source for g in a.goals][:1])
        from workflows.document import document_of
        print(json.dumps(document_of(a)["parts"][0]["parts"][0],ensure_ascii=False)[:1500])
        r=pg.goto(live_server.url+reverse("wagtailadmin_pages:edit",args=[plan.pk])); pg.wait_for_timeout(2500)
        print("plan", r.status);
        from axe_playwright_python.sync_playwright import Axe
        for name,url in {"area":reverse("wagtailadmin_pages:edit",args=[area.pk]),"plan":reverse("wagtailadmin_pages:edit",args=[plan.pk]),"rec":reverse("wagtailadmin_pages:add",args=["kpss_pages","recordedplanpage",portal.pk]),"stock":reverse("wagtailadmin_pages:edit",args=[portal.get_parent().pk])}.items():
            pg.goto(live_server.url+url); pg.wait_for_timeout(2500)
            res=Axe().run(pg)
            print("AXE",name,[(v["id"],len(v["nodes"]),v["nodes"][0]["html"][:150], v["nodes"][0]["target"]) for v in res.response["violations"]])
        pg.goto(live_server.url+reverse("wagtailadmin_pages:edit",args=[plan.pk])); pg.wait_for_timeout(2500); pg.screenshot(path="/tmp/kpss/h3/plan.png", full_page=True)
        r=pg.goto(live_server.url+reverse("wagtailadmin_pages:add",args=["kpss_pages","recordedplanpage",portal.pk])); pg.wait_for_timeout(1500); pg.screenshot(path="/tmp/kpss/h3/rec.png", full_page=True)
        r=pg.goto(live_server.url+reverse("wagtailadmin_pages:add",args=["kpss_pages","planareapage",plan.pk])); pg.wait_for_timeout(1500); print("add area", r.status, pg.content()[:300] if r.status!=200 else "")
        if r.status!=200:
            from django.test import Client
            c=Client(); c.force_login(u)
            try: c.get(reverse("wagtailadmin_pages:add",args=["kpss_pages","planareapage",plan.pk]))
            except Exception:
                import traceback; print(traceback.format_exc()[-1800:])
        r=pg.goto(live_server.url+reverse("wagtailadmin_pages:add",args=["kpss_pages","kpssindexpage",portal.get_parent().pk])); pg.wait_for_timeout(1500); print("add portal", r.status); pg.screenshot(path="/tmp/kpss/h3/portal.png", full_page=True)
        print("ERR", errs[:20])
        b.close()
