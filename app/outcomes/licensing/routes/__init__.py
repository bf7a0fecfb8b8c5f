"""The lead's pages about questionnaires."""

from app.outcomes.licensing.routes import putting_in, switching

ROUTERS = (switching.router, putting_in.router)
