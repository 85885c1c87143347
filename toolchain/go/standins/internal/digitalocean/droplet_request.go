package digitalocean

import (
	"strconv"

	"github.com/digitalocean/godo"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// dropletInputs are those that a creation or an update sends.
type dropletInputs struct {
	BackupPolicy      *backupPolicy `json:"backupPolicy"`
	Backups           bool          `json:"backups"`
	DropletAgent      *bool         `json:"dropletAgent"`
	GracefulShutdown  bool          `json:"gracefulShutdown"`
	Image             string        `json:"image"`
	IPv6              bool          `json:"ipv6"`
	Monitoring        bool          `json:"monitoring"`
	Name              string        `json:"name"`
	PrivateNetworking bool          `json:"privateNetworking"`
	Region            string        `json:"region"`
	ResizeDisk        bool          `json:"resizeDisk"`
	Size              string        `json:"size"`
	SSHKeys           []string      `json:"sshKeys"`
	Tags              []string      `json:"tags"`
	UserData          string        `json:"userData"`
	VolumeIDs         []string      `json:"volumeIds"`
	VPCUUID           string        `json:"vpcUuid"`
}

type backupPolicy struct {
	Plan    string `json:"plan"`
	Weekday string `json:"weekday"`
	Hour    *int   `json:"hour"`
}

func createDroplet(c *call, inputs resource.PropertyMap) (string, error) {
	given, err := decode[dropletInputs](inputs)
	if err != nil {
		return "", err
	}
	created, _, err := c.api.Droplets.Create(c, dropletRequest(given))
	if err != nil {
		return "", err
	}
	_, err = c.awaitDroplet(created.ID, "become active", func(now *godo.Droplet) bool { return now.Status == "active" })
	return strconv.Itoa(created.ID), err
}

func dropletRequest(given dropletInputs) *godo.DropletCreateRequest {
	request := &godo.DropletCreateRequest{
		Name: given.Name, Region: given.Region, Size: given.Size, Backups: given.Backups, IPv6: given.IPv6,
		PrivateNetworking: given.PrivateNetworking, Monitoring: given.Monitoring, UserData: given.UserData,
		Tags: given.Tags, VPCUUID: given.VPCUUID, WithDropletAgent: given.DropletAgent,
		BackupPolicy: given.BackupPolicy.request(),
	}
	if id, err := strconv.Atoi(given.Image); err == nil {
		request.Image.ID = id
	} else {
		request.Image.Slug = given.Image
	}
	for _, key := range given.SSHKeys {
		if id, err := strconv.Atoi(key); err == nil {
			request.SSHKeys = append(request.SSHKeys, godo.DropletCreateSSHKey{ID: id})
		} else {
			request.SSHKeys = append(request.SSHKeys, godo.DropletCreateSSHKey{Fingerprint: key})
		}
	}
	for _, id := range given.VolumeIDs {
		request.Volumes = append(request.Volumes, godo.DropletCreateVolume{ID: id})
	}
	return request
}

func (p *backupPolicy) request() *godo.DropletBackupPolicyRequest {
	if p == nil {
		return nil
	}
	return &godo.DropletBackupPolicyRequest{Plan: p.Plan, Weekday: p.Weekday, Hour: p.Hour}
}
