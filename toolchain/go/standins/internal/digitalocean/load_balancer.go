package digitalocean

import (
	"fmt"
	"time"

	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"slipway.dev/toolchain/standins/internal/provider"
)

var loadBalancer = kind{
	noun:     "load balancer",
	fields:   loadBalancerFields,
	autoname: named,
	check:    checkLoadBalancer,
	changes: func(found changes, state, inputs resource.PropertyMap) error {
		// The API tells the size in units alone.
		units, known := unitsOfSize[provider.String(inputs, "size")]
		if known && state["sizeUnit"].IsNumber() && state["sizeUnit"].NumberValue() == units {
			delete(found, "size")
		}
		return nil
	},
	limits: limits{create: 10 * time.Minute},
	create: createLoadBalancer,
	update: func(c *call, id string, _, inputs resource.PropertyMap) error {
		request, err := loadBalancerRequest(inputs)
		if err != nil {
			return err
		}
		_, _, err = c.api.LoadBalancers.Update(c, id, request)
		return err
	},
	read: func(c *call, id string, _ resource.PropertyMap) (resource.PropertyMap, error) {
		found, _, err := c.api.LoadBalancers.Get(c, id)
		if err != nil {
			return nil, gone(err)
		}
		return loadBalancerOutputs(found), nil
	},
	remove: func(c *call, id string, _ resource.PropertyMap) error {
		_, err := c.api.LoadBalancers.Delete(c, id)
		return err
	},
}

var unitsOfSize = map[string]float64{"lb-small": 1, "lb-medium": 3, "lb-large": 6}

func createLoadBalancer(c *call, inputs resource.PropertyMap) (string, error) {
	request, err := loadBalancerRequest(inputs)
	if err != nil {
		return "", err
	}
	created, _, err := c.api.LoadBalancers.Create(c, request)
	if err != nil {
		return "", err
	}
	return created.ID, c.await("the load balancer to become active", func() (bool, string, error) {
		now, _, err := c.api.LoadBalancers.Get(c, created.ID)
		if err != nil {
			return false, "", err
		}
		if now.Status != "new" && now.Status != "active" {
			return false, "", fmt.Errorf("unexpected state %q, wanted target active", now.Status)
		}
		return now.Status == "active", now.Status, nil
	})
}

// loadBalancerInputs are those that the API is sent as they are.
type loadBalancerInputs struct {
	Name                         string           `json:"name"`
	Region                       string           `json:"region"`
	Algorithm                    string           `json:"algorithm"`
	DropletIDs                   []int            `json:"dropletIds"`
	DropletTag                   string           `json:"dropletTag"`
	DisableLetsEncryptDNSRecords bool             `json:"disableLetsEncryptDnsRecords"`
	EnableBackendKeepalive       bool             `json:"enableBackendKeepalive"`
	EnableProxyProtocol          bool             `json:"enableProxyProtocol"`
	Firewall                     *balancerAccess  `json:"firewall"`
	ForwardingRules              []forwardingRule `json:"forwardingRules"`
	HealthCheck                  *healthCheck     `json:"healthcheck"`
	HTTPIdleTimeoutSeconds       uint64           `json:"httpIdleTimeoutSeconds"`
	Network                      string           `json:"network"`
	NetworkStack                 string           `json:"networkStack"`
	ProjectID                    string           `json:"projectId"`
	RedirectHTTPToHTTPS          bool             `json:"redirectHttpToHttps"`
	Size                         string           `json:"size"`
	SizeUnit                     uint32           `json:"sizeUnit"`
	StickySessions               *stickySessions  `json:"stickySessions"`
	TLSCipherPolicy              string           `json:"tlsCipherPolicy"`
	Type                         string           `json:"type"`
	VPCUUID                      string           `json:"vpcUuid"`
}

type balancerAccess struct {
	Allows []string `json:"allows"`
	Denies []string `json:"denies"`
}

type forwardingRule struct {
	EntryPort      int    `json:"entryPort"`
	EntryProtocol  string `json:"entryProtocol"`
	TargetPort     int    `json:"targetPort"`
	TargetProtocol string `json:"targetProtocol"`
	TLSPassthrough bool   `json:"tlsPassthrough"`
}

type healthCheck struct {
	Protocol               string `json:"protocol"`
	Port                   int    `json:"port"`
	Path                   string `json:"path"`
	CheckIntervalSeconds   int    `json:"checkIntervalSeconds"`
	ResponseTimeoutSeconds int    `json:"responseTimeoutSeconds"`
	HealthyThreshold       int    `json:"healthyThreshold"`
	UnhealthyThreshold     int    `json:"unhealthyThreshold"`
}

type stickySessions struct {
	Type             string `json:"type"`
	CookieName       string `json:"cookieName"`
	CookieTTLSeconds int    `json:"cookieTtlSeconds"`
}

func loadBalancerRequest(inputs resource.PropertyMap) (*godo.LoadBalancerRequest, error) {
	given, err := decode[loadBalancerInputs](inputs)
	if err != nil {
		return nil, err
	}
	request := &godo.LoadBalancerRequest{
		Name: given.Name, Region: given.Region, Algorithm: given.Algorithm, Tag: given.DropletTag,
		DisableLetsEncryptDNSRecords: &given.DisableLetsEncryptDNSRecords, SizeUnit: given.SizeUnit,
		EnableBackendKeepalive: given.EnableBackendKeepalive, EnableProxyProtocol: given.EnableProxyProtocol,
		Network: given.Network, NetworkStack: given.NetworkStack, ProjectID: given.ProjectID,
		RedirectHttpToHttps: given.RedirectHTTPToHTTPS, TLSCipherPolicy: given.TLSCipherPolicy, Type: given.Type,
		VPCUUID: given.VPCUUID,
	}
	if given.DropletTag == "" {
		request.DropletIDs = given.DropletIDs
	}
	if given.SizeUnit == 0 {
		request.SizeSlug = given.Size
	}
	if given.HTTPIdleTimeoutSeconds != 0 {
		request.HTTPIdleTimeoutSeconds = &given.HTTPIdleTimeoutSeconds
	}
	if given.Firewall != nil {
		request.Firewall = &godo.LBFirewall{Allow: given.Firewall.Allows, Deny: given.Firewall.Denies}
	}
	for _, rule := range given.ForwardingRules {
		request.ForwardingRules = append(request.ForwardingRules, godo.ForwardingRule{
			EntryPort: rule.EntryPort, EntryProtocol: rule.EntryProtocol, TargetPort: rule.TargetPort,
			TargetProtocol: rule.TargetProtocol, TlsPassthrough: rule.TLSPassthrough,
		})
	}
	if check := given.HealthCheck; check != nil {
		request.HealthCheck = &godo.HealthCheck{
			Protocol: check.Protocol, Port: check.Port, Path: check.Path, CheckIntervalSeconds: check.CheckIntervalSeconds,
			ResponseTimeoutSeconds: check.ResponseTimeoutSeconds, HealthyThreshold: check.HealthyThreshold,
			UnhealthyThreshold: check.UnhealthyThreshold,
		}
	}
	if sticky := given.StickySessions; sticky != nil {
		request.StickySessions = &godo.StickySessions{
			Type: sticky.Type, CookieName: sticky.CookieName, CookieTtlSeconds: sticky.CookieTTLSeconds,
		}
	}
	return request, nil
}
