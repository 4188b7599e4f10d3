"""The pages: one module per subject, a few views and their `urlpatterns`. No rule and no figure is made here.

**To add a page**

1. Write `pages/<subject>.py` with its views and `urlpatterns`. Give each view a mark, outside
   `require_safe` and the like::

       @public_page                                        # anybody; no person's data
       @requires(Role.REGION_FINANCE, profile="region")    # only these roles, in this part

   A view without a mark keeps the site from starting. `request.actor` is the `Actor` logged in, or None.
2. Name the module in `pages/urls.py` under its part (public, region, care), and, where people should find it,
   add an `Entry` to `pages/navigation.py`.
3. Write `pages/templates/pages/<page>.html`::

       {% extends "look/page.html" %}
       {% block title %}…{% endblock %}     a sentence; it is the <h1> too
       {% block lead %}…{% endblock %}      optional, one or two sentences
       {% block content %}…{% endblock %}

   Swedish in `{% translate "…" %}` or `{% blocktranslate %}`; in Python `gettext as _`. A `base.texts.Text`
   goes through `|said`. Then run `python -m vardvag.service.translations`, which lists what lacks English;
   put it in `locale/en/LC_MESSAGES/django.po`, and run it again to compile.

**Components** need no `{% load %}` (`look/tags.py` lists them; `/galleri/` in the demo shows them):
`{% table t %}` · `{% timeline steps %}` · `{% findings list %}` · `{% chart c %}` ·
`{% explanation root %}` · `{% field form.x %}` · `{% error_summary form %}` ·
`{% downloads links %}` · `{% key_figure label value detail %}` ·
`{% notice title kind="soon" %}…{% endnotice %}` · `{% status "over" "…" %}`; classes `button`,
`button second`, `buttons`, `columns`, `lead`, `facts` (a `<dl>`), `choices` and `choice` (links),
`key-figures`.
Filters: `kronor kronor_plain share number day weekday iso moment month week said`.

A page has no script, no inline style and nothing from another address: the browser is told to refuse them.
Every form is a POST with `{% csrf_token %}`, answered by a redirect; filters are GET forms. Errors: raise
`Http404`, `PermissionDenied`, or let a `VardvagError` through to `errors.told`.
"""
