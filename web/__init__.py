"""The house over HTTP: the API, sign-in, and the pages. A route translates; it never decides."""
