package command

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gobwas/glob"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/archive"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource/asset"
	"slipway.dev/toolchain/standins/internal/provider"
)

// collect adds the files that the command left, as assets and as one archive, where the inputs ask for them.
func collect(dir string, inputs, state resource.PropertyMap) error {
	if provider.Given(inputs, "assetPaths") {
		files, err := find(dir, provider.Strings(inputs, "assetPaths"))
		if err != nil {
			return err
		}
		assets := resource.PropertyMap{}
		for name, file := range files {
			assets[resource.PropertyKey(name)] = resource.NewProperty(file)
		}
		state["assets"] = resource.NewProperty(assets)
	}
	if provider.Given(inputs, "archivePaths") {
		files, err := find(dir, provider.Strings(inputs, "archivePaths"))
		if err != nil {
			return err
		}
		content := map[string]any{}
		for name, file := range files {
			content[name] = file
		}
		packed, err := archive.FromAssets(content)
		if err != nil {
			return err
		}
		state["archive"] = resource.NewProperty(packed)
	}
	return nil
}

// rule is one pattern of `assetPaths` or `archivePaths`.
type rule struct {
	glob    glob.Glob
	exclude bool
}

func parse(patterns []string) ([]rule, error) {
	rules := make([]rule, 0, len(patterns))
	for _, pattern := range patterns {
		text, exclude := strings.CutPrefix(pattern, "!")
		compiled, err := glob.Compile(text, '/')
		if err != nil {
			return nil, fmt.Errorf("path pattern %q: %w", pattern, err)
		}
		rules = append(rules, rule{glob: compiled, exclude: exclude})
	}
	return rules, nil
}

// find lists the files below dir that the patterns, taken in order, end up including, by their path
// relative to dir.
func find(dir string, patterns []string) (map[string]*asset.Asset, error) {
	rules, err := parse(patterns)
	if err != nil {
		return nil, err
	}
	files := map[string]*asset.Asset{}
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !included(name, rules) {
			return err
		}
		files[name], err = asset.FromPath(filepath.Join(dir, name))
		return err
	})
	return files, err
}

func included(name string, rules []rule) bool {
	in := false
	for _, r := range rules {
		if r.glob.Match(name) {
			in = !r.exclude
		}
	}
	return in
}
