package digitalocean

import (
	"errors"
	"net/http"
	"strings"

	"github.com/digitalocean/godo"
)

// isGone tells whether the API says that what was asked for is not there.
func isGone(err error) bool { return errors.Is(err, errGone) || hasStatus(err, http.StatusNotFound) }

// gone turns the API's "not found" into errGone.
func gone(err error) error {
	if hasStatus(err, http.StatusNotFound) {
		return errGone
	}
	return err
}

func hasStatus(err error, status int) bool {
	var refused *godo.ErrorResponse
	return errors.As(err, &refused) && refused.Response != nil && refused.Response.StatusCode == status
}

// refusedWith tells whether the API refused something in certain words.
func refusedWith(err error, status int, words string) bool {
	return hasStatus(err, status) && strings.Contains(strings.ToLower(err.Error()), strings.ToLower(words))
}

// isBusy tells whether something else is under way on a droplet or a volume, which ends by itself.
func isBusy(err error) bool {
	return refusedWith(err, http.StatusUnprocessableEntity, "already has a pending event")
}
