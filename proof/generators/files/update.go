// Run in a folder of the client of OpenAPI Generator for Go.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	openapi "github.com/GIT_USER_ID/GIT_REPO_ID"
)

func main() {
	configuration := openapi.NewConfiguration()
	configuration.Servers = openapi.ServerConfigurations{{URL: os.Getenv("URL")}}
	key := map[string]openapi.APIKey{"apiKey": {Key: os.Getenv("KEY")}}
	ctx := context.WithValue(context.Background(), openapi.ContextAPIKeys, key)
	closed := "Closed"
	status := openapi.StringAsNameOrId(&closed)
	changes := openapi.NewTicketChanges()
	changes.SetStatusId(status)
	client := openapi.NewAPIClient(configuration)
	number, _, err := client.TicketsAPI.UpdateTicket(ctx, os.Getenv("TICKET"), "json").TicketChanges(*changes).Execute()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(number)
}
