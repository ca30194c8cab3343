"""Mends one fault of Debian's azure-cli 2.45, which Microsoft's own package does not have; Python reads it at its start.

Debian has a newer library for roles than this Azure CLI was made for, in which an attribute has another name: there
`az role` ends with an AttributeError before or after its requests, whatever the service answers.
"""
try:
    from azure.mgmt.authorization.v2018_01_01_preview.operations import RoleDefinitionsOperations
    from azure.mgmt.authorization.v2020_04_01_preview.operations import RoleAssignmentsOperations
except ImportError:
    pass
else:
    for operations in (RoleDefinitionsOperations, RoleAssignmentsOperations):
        if not hasattr(operations, "config"):
            operations.config = property(lambda self: self._config)
