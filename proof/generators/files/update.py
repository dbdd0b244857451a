# Run beside the client of openapi-python-client.
import os
import sys

from os_ticket_api_endpoints_client import AuthenticatedClient
from os_ticket_api_endpoints_client.api.tickets import update_ticket
from os_ticket_api_endpoints_client.models import TicketChanges, UpdateTicketFormat

client = AuthenticatedClient(
    base_url=os.environ["URL"], token=os.environ["KEY"], prefix="", auth_header_name="X-API-Key"
)
answer = update_ticket.sync(
    os.environ["TICKET"], UpdateTicketFormat.JSON, client=client, body=TicketChanges(status_id="Closed")
)
print(answer if isinstance(answer, str) else sys.exit(f"{answer}"))
