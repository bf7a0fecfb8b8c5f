"""The pages of hours and costs."""

from app.workload.routes import costs, hours

ROUTERS = (hours.router, costs.router)
