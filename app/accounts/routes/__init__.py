"""Pages for signing in and out, a forgotten password and one's own account."""

from app.accounts.routes import forgotten, own_account, sign_in

ROUTERS = (
    sign_in.public,
    forgotten.public,
    own_account.router,
)
