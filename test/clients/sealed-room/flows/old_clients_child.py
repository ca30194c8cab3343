"""Flows of MSAL for Python and of its forerunner ADAL (version 1 routes), told nothing; says how each one ended as JSON."""
import base64
import json
import logging
import subprocess
import sys
import warnings

import adal
import msal
from cryptography import x509
from cryptography.hazmat.primitives import hashes

logging.disable(logging.CRITICAL)
warnings.simplefilter("ignore")
asked = json.load(sys.stdin)
ready, browser_program = asked["ready"], asked["node"]
operator, daemon, portal = ready["apps"][0], ready["apps"][1], ready["apps"][3]
person = ready["users"][1]
AUTHORITY = "https://login.microsoftonline.com/" + daemon["tenantId"]
ORGANIZATIONS = "https://login.microsoftonline.com/organizations"
CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46"
MAPS, ARM = "https://atlas.microsoft.com", "https://management.azure.com/"


def claims(answer):
    token = answer.get("access_token") or answer.get("accessToken")
    if token is None:
        raise ValueError(answer.get("error_description"))
    payload = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


def certificate_of(app):
    with open(app["certificateFile"]) as file:
        pem = file.read()
    key, _, rest = pem.partition("-----BEGIN CERTIFICATE-----")
    public = "-----BEGIN CERTIFICATE-----" + rest
    loaded = x509.load_pem_x509_certificate(public.encode())
    return key, public, loaded.fingerprint(hashes.SHA1()).hex()


def confidential(app, credential):
    return msal.ConfidentialClientApplication(app["clientId"], authority=AUTHORITY, client_credential=credential)


def by_certificate(app, chain):
    key, public, thumbprint = certificate_of(app)
    more = {"public_certificate": public} if chain else {}
    client = confidential(app, {"private_key": key, "thumbprint": thumbprint, **more})
    return claims(client.acquire_token_for_client([MAPS + "/.default"]))


def by_workload():
    with open(ready["workloadIdentity"]["tokenFile"]) as file:
        client = confidential(daemon, {"client_assertion": file.read()})
    return claims(client.acquire_token_for_client([MAPS + "/.default"]))


def by_password(password, scope):
    client = msal.PublicClientApplication(CLI, authority=ORGANIZATIONS)
    answer = client.acquire_token_by_username_password(person["userPrincipalName"], password, [scope])
    return answer


def on_behalf_of(scope):
    token = by_password(person["password"], "api://" + portal["clientId"] + "/access_as_user")["access_token"]
    return claims(confidential(portal, portal["secret"]).acquire_token_on_behalf_of(token, [scope + "/.default"]))


def old():
    return adal.AuthenticationContext(AUTHORITY, api_version=None)


def old_certificate():
    key, _, thumbprint = certificate_of(daemon)
    return claims(old().acquire_token_with_client_certificate(MAPS, daemon["clientId"], key, thumbprint))


def old_device_code():
    context = old()
    started = context.acquire_user_code(ARM, CLI)
    program = __file__.replace("old_clients_child.py", "type-code-child.ts")
    shown = {"ready": ready, "userCode": started["user_code"], "verificationUri": started["verification_url"]}
    browser = subprocess.Popen([browser_program, program], stdin=subprocess.PIPE)
    browser.stdin.write(json.dumps(shown).encode())
    browser.stdin.close()
    answer = context.acquire_token_with_device_code(ARM, started, CLI)
    other = context.acquire_token_with_refresh_token(answer["refreshToken"], CLI, MAPS)
    return [claims(answer), claims(other), answer["userId"]]


flows = {
    "certificate": lambda: by_certificate(daemon, False),
    "certificate with chain": lambda: by_certificate(daemon, True),
    "expired certificate": lambda: by_certificate(operator, False),
    "workload": by_workload,
    "password": lambda: claims(by_password(person["password"], MAPS + "/.default")),
    "wrong password": lambda: claims(by_password("wrong", MAPS + "/.default")),
    "on behalf of": lambda: on_behalf_of(MAPS),
    "on behalf of, no consent": lambda: on_behalf_of("https://geocatalog.spatio.azure.com"),
    "old secret": lambda: claims(old().acquire_token_with_client_credentials(MAPS, daemon["clientId"], daemon["secret"])),
    "old wrong secret": lambda: claims(old().acquire_token_with_client_credentials(MAPS, daemon["clientId"], "wrong")),
    "old certificate": old_certificate,
    "old password": lambda: claims(
        old().acquire_token_with_username_password(ARM, person["userPrincipalName"], person["password"], CLI)
    ),
    "old device code": old_device_code,
}
ends = {}
for name, run in flows.items():
    try:
        ends[name] = {"value": run()}
    except Exception as error:  # whatever it is, it is the answer
        ends[name] = {"error": f"{type(error).__name__}: {error}"}
print(json.dumps(ends))
