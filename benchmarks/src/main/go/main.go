// The peer as golang/go#58870 ends: a tagged event and a goroutine that blocks, per operation.
//
//	peer go CASE:COUNT...
//
// Each case prints lines "case,variant,metric,value".
package main

import (
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
)

const variant = "go"

func emit(name, metric string, value float64) {
	fmt.Printf("%s,%s,%s,%.3f\n", name, variant, metric, value)
}

func percentiles(name string, values []float64) {
	sort.Float64s(values)
	for _, p := range []int{50, 90, 99} {
		emit(name, fmt.Sprintf("p%d_us", p), values[min(len(values)-1, p*len(values)/100)])
	}
}

func main() {
	if len(os.Args) < 3 || os.Args[1] != variant {
		fmt.Fprintln(os.Stderr, "usage: peer go CASE:COUNT...")
		os.Exit(2)
	}
	for _, argument := range os.Args[2:] {
		name, countText, _ := strings.Cut(argument, ":")
		count, err := strconv.Atoi(countText)
		check(argument, err)
		kind, sizeText, _ := strings.Cut(name, "-")
		size, err := strconv.Atoi(sizeText)
		check(argument, err)
		switch kind {
		case "immediate":
			immediate(name, size, count)
		case "pipe":
			pipesOneByOne(name, size, 0, count)
		case "idle":
			pipesOneByOne(name, size, 2, count)
		case "random":
			pipesInRandomOrder(name, size, count)
		case "cancel":
			cancel(name, count)
		case "change":
			change(name, size, 1, count)
		case "few":
			change(name, size, 1000, count)
		default:
			check(name, fmt.Errorf("no such case"))
		}
	}
}
