"""Flows of azure.identity for Python, each credential made without an option; says how each one ended as JSON."""
import base64
import json
import logging
import subprocess
import sys

from azure.identity import (
    AzureCliCredential,
    CertificateCredential,
    ClientSecretCredential,
    DefaultAzureCredential,
    DeviceCodeCredential,
    ManagedIdentityCredential,
)

logging.disable(logging.CRITICAL)
asked = json.load(sys.stdin)
ready, browser_program = asked["ready"], asked["node"]
daemon = ready["apps"][1]
person = ready["users"][0]


def claims(credential):
    token = credential.get_token("https://atlas.microsoft.com/.default").token
    payload = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


def type_code(page, user_code, _expires_on):
    """The person's browser is another process; who signs in goes to it by its standard input."""
    program = __file__.replace("azure_identity_child.py", "type-code-child.ts")
    shown = {"ready": ready, "userCode": user_code, "verificationUri": page}
    browser = subprocess.Popen([browser_program, program], stdin=subprocess.PIPE)
    browser.stdin.write(json.dumps(shown).encode())
    browser.stdin.close()


flows = {
    "ClientSecretCredential": lambda: ClientSecretCredential(daemon["tenantId"], daemon["clientId"], daemon["secret"]),
    "CertificateCredential": lambda: CertificateCredential(
        daemon["tenantId"], daemon["clientId"], daemon["certificateFile"]
    ),
    "AzureCliCredential": AzureCliCredential,
    "DeviceCodeCredential": lambda: DeviceCodeCredential(prompt_callback=type_code),
    "ManagedIdentityCredential": ManagedIdentityCredential,
    "DefaultAzureCredential": DefaultAzureCredential,
}
ends = {}
for name, make in flows.items():
    try:
        ends[name] = {"value": claims(make())}
    except Exception as error:  # whatever it is, it is the answer
        ends[name] = {"error": f"{type(error).__name__}: {error}"}
print(json.dumps(ends))
