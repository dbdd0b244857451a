// Run with the client of OpenAPI Generator for Java.
import org.openapitools.client.ApiClient;
import org.openapitools.client.api.TicketsApi;
import org.openapitools.client.model.NameOrId;
import org.openapitools.client.model.TicketChanges;

public class Update {
  public static void main(String[] arguments) throws Exception {
    ApiClient client = new ApiClient();
    client.setBasePath(System.getenv("URL"));
    client.setApiKey(System.getenv("KEY"));
    TicketChanges changes = new TicketChanges().statusId(new NameOrId("Closed"));
    System.out.println(new TicketsApi(client).updateTicket(System.getenv("TICKET"), "json", changes));
  }
}
