// Package schema describes a resource's properties as data, and answers from that description what a bridged
// provider answers from its Terraform schema: checked inputs, differences, previews and states.
package schema

import (
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// Type is the type of a property.
type Type int

// The types that properties have.
const (
	Text Type = iota
	Flag
	Number
	List
	Set
	Object
	// Any is whatever the program gives, down to the names in it.
	Any
)

// Field is one property of a resource or of an object in it.
type Field struct {
	Type Type
	// Elem is the element of a List or Set.
	Elem *Field
	// Fields are those of an Object.
	Fields Fields

	// Required inputs have to be given.
	Required bool
	// Default is the input's value where none is given; null for none.
	Default resource.PropertyValue
	// Computed inputs are filled in by the API where none is given.
	Computed bool
	// Output properties are told by the API alone.
	Output bool
	// Replaces says that a change replaces the resource.
	Replaces bool
	// OneOf lists the only valid texts; nil: any.
	OneOf []string
	// Stored is the form in which an input is recorded in the state; nil: as it is given.
	Stored func(resource.PropertyValue) resource.PropertyValue
	// Meaning is what texts that mean the same have in common, in a set too; nil: the text itself.
	Meaning func(string) string
	// Same says that a recorded text means the same as a given one, where no common meaning of theirs can be told by
	// itself; nil: only equal meanings do.
	Same func(recorded, given string) bool
}

// Fields are properties by name.
type Fields map[resource.PropertyKey]Field

// defaulted is the input under which a bridged provider remembers which inputs it filled in itself.
const defaulted resource.PropertyKey = "__defaults"

// ListOf is a field for a list.
func ListOf(elem Field) Field { return Field{Type: List, Elem: &elem} }

// SetOf is a field for a list whose order has no meaning.
func SetOf(elem Field) Field { return Field{Type: Set, Elem: &elem} }

// MustBeGiven makes a field a required input.
func (f Field) MustBeGiven() Field { f.Required = true; return f }

// OrDefault gives an input a default.
func (f Field) OrDefault(value any) Field { f.Default = resource.NewPropertyValue(value); return f }

// OrComputed lets the API fill an input in.
func (f Field) OrComputed() Field { f.Computed = true; return f }

// OnlyComputed makes a field an output.
func (f Field) OnlyComputed() Field { f.Output = true; return f }

// Replacing makes a change of the input replace the resource.
func (f Field) Replacing() Field { f.Replaces = true; return f }

// Among restricts a text.
func (f Field) Among(values ...string) Field { f.OneOf = values; return f }
