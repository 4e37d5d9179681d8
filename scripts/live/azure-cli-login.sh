#!/usr/bin/env bash
# Signs the Azure CLI in with the job's OIDC token. It takes CLIENT_ID, TENANT_ID and SUBSCRIPTION_ID from the
# environment and needs `permissions: id-token: write`. The token is short-lived: sign in again before the clean-up.
set -euo pipefail

token="$(curl --fail --silent --show-error -H "Authorization: Bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" \
  "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=api://AzureADTokenExchange" | jq --raw-output .value)"
printf '::add-mask::%s\n' "$token"
az login --service-principal -u "$CLIENT_ID" --tenant "$TENANT_ID" --federated-token "$token" --output none
az account set --subscription "$SUBSCRIPTION_ID"
