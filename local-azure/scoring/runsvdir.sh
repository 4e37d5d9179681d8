# Plays the start of Azure ML's inference images (runsvdir /var/runit): the server on port 5001, without their own nginx.
# Exit 100 and the code of the server are those of the images.
if ! command -v azmlinfsrv >/dev/null 2>&1; then
  echo "The Python package azureml-inference-server-http is not installed. Please install it and try again."
  exit 100
fi
cd "${AML_APP_ROOT:-/var/azureml-app}" || exit 1
exec azmlinfsrv --entry_script "${AZUREML_ENTRY_SCRIPT:-main.py}" --port 5001
