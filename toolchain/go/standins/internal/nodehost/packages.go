package nodehost

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
)

// manifest is what the host needs of a package.json.
type manifest struct {
	Name            string            `json:"name"`
	Version         string            `json:"version"`
	Dependencies    map[string]string `json:"dependencies"`
	DevDependencies map[string]string `json:"devDependencies"`
	Pulumi          *struct {
		Resource bool   `json:"resource"`
		Name     string `json:"name"`
		Version  string `json:"version"`
		Server   string `json:"server"`
	} `json:"pulumi"`
}

// GetRequiredPackages lists the providers that the program's npm packages belong to.
func (h *Host) GetRequiredPackages(
	_ context.Context, req *pulumirpc.GetRequiredPackagesRequest,
) (*pulumirpc.GetRequiredPackagesResponse, error) {
	packages, err := installed(req.GetInfo().GetProgramDirectory())
	if err != nil {
		return nil, err
	}
	response := &pulumirpc.GetRequiredPackagesResponse{}
	for _, p := range packages {
		if p.Pulumi == nil || !p.Pulumi.Resource {
			continue
		}
		response.Packages = append(response.Packages, &pulumirpc.PackageDependency{
			Kind: "resource", Name: providerName(p), Version: providerVersion(p), Server: p.Pulumi.Server,
		})
	}
	return response, nil
}

// GetProgramDependencies lists the program's npm packages: those that its package.json names, or all
// that are installed.
func (h *Host) GetProgramDependencies(
	_ context.Context, req *pulumirpc.GetProgramDependenciesRequest,
) (*pulumirpc.GetProgramDependenciesResponse, error) {
	dir := req.GetInfo().GetProgramDirectory()
	packages, err := installed(dir)
	if err != nil {
		return nil, err
	}
	program, err := readManifest(filepath.Join(dir, "package.json"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	response := &pulumirpc.GetProgramDependenciesResponse{}
	for _, p := range packages {
		_, direct := program.Dependencies[p.Name]
		_, dev := program.DevDependencies[p.Name]
		if req.GetTransitiveDependencies() || direct || dev {
			response.Dependencies = append(response.Dependencies,
				&pulumirpc.DependencyInfo{Name: p.Name, Version: p.Version})
		}
	}
	return response, nil
}

func providerName(p manifest) string {
	if p.Pulumi.Name != "" {
		return p.Pulumi.Name
	}
	return strings.TrimPrefix(strings.TrimPrefix(p.Name, "@pulumi/"), "@")
}

func providerVersion(p manifest) string {
	version := p.Version
	if p.Pulumi.Version != "" {
		version = p.Pulumi.Version
	}
	return "v" + strings.TrimPrefix(version, "v")
}

// installed reads the manifests of the packages in the node_modules folder that serves dir, by name.
// Packages nested inside packages are not looked at: npm hoists an SDK unless two versions clash.
func installed(dir string) ([]manifest, error) {
	modules, err := nodeModules(dir)
	if err != nil || modules == "" {
		return nil, err
	}
	var found []manifest
	for _, pattern := range []string{"*/package.json", "@*/*/package.json"} {
		paths, err := filepath.Glob(filepath.Join(modules, pattern))
		if err != nil {
			return nil, err
		}
		for _, path := range paths {
			// A folder that holds no readable manifest is no package; npm itself would say so.
			if p, err := readManifest(path); err == nil && p.Name != "" {
				found = append(found, p)
			}
		}
	}
	sort.Slice(found, func(i, j int) bool { return found[i].Name < found[j].Name })
	return found, nil
}

func nodeModules(dir string) (string, error) {
	for at := dir; ; at = filepath.Dir(at) {
		candidate := filepath.Join(at, "node_modules")
		if info, err := os.Stat(candidate); err == nil && info.IsDir() {
			return candidate, nil
		} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		if at == filepath.Dir(at) {
			return "", nil
		}
	}
}

func readManifest(path string) (manifest, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return manifest{}, err
	}
	var parsed manifest
	err = json.Unmarshal(text, &parsed)
	return parsed, err
}
