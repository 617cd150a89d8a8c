"""What machines ask: is the process alive, is the installation well?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ninefold.cli.checks import checks


@never_cache
@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("alive\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """All parts are well (200), or which are not (503); names only, no details for strangers."""
    results = checks()
    parts = {check.name: "well" if check.is_well else "not well" for check in results}
    return JsonResponse(parts, status=200 if all(check.is_well for check in results) else 503)
