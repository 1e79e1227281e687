package main

import (
	"fmt"
	"net"
	"os"
	"sync"
	"syscall"
	"time"
	"unsafe"
)

var (
	madePipes int
	trigger   *os.File
	present   bool
)

// --- Operations that complete at once ---

func connected() *net.TCPConn {
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	check("listening", err)
	client, err := net.Dial("tcp4", listener.Addr().String())
	check("connecting", err)
	server, err := listener.Accept()
	check("accepting", err)
	keep = append(keep, client, server)
	listener.Close()
	return client.(*net.TCPConn)
}

// What the collector must not close.
var keep []any

func immediate(name string, goroutines, count int) {
	connections := make([]*net.TCPConn, goroutines)
	for i := range connections {
		connections[i] = connected()
	}
	measure := func(count int) float64 {
		var ended sync.WaitGroup
		from := ticks()
		for _, connection := range connections {
			ended.Add(1)
			go func(connection *net.TCPConn) {
				defer ended.Done()
				ask(handleOf(connection), count)
			}(connection)
		}
		ended.Wait()
		return micros(from, ticks())
	}
	measure(count / 4)
	emit(name, "op_us", measure(count)/float64(goroutines*count))
}

func ask(socket syscall.Handle, count int) {
	event := newEvent()
	for i := 0; i < count; i++ {
		var available, returned uint32
		overlapped := &syscall.Overlapped{Internal: statusPending, HEvent: event | 1}
		check("FIONREAD", syscall.WSAIoctl(socket, fionread, nil, 0,
			(*byte)(unsafe.Pointer(&available)), 4, &returned, overlapped, 0))
	}
}

func handleOf(connection syscall.Conn) (handle syscall.Handle) {
	raw, err := connection.SyscallConn()
	check("SyscallConn", err)
	check("Control", raw.Control(func(fd uintptr) { handle = syscall.Handle(fd) }))
	return handle
}

// --- Pipes ---

type door struct {
	name *uint16
	op   *operation
}

func newDoors(count int) (doors []door, operations []*operation) {
	for i := 0; i < count; i++ {
		madePipes++
		name, _ := syscall.UTF16PtrFromString(fmt.Sprintf(`\\.\pipe\asyncioctl-bench-%d-%d`, os.Getpid(), madePipes))
		const duplex, overlapped = 3, 0x40000000
		pipe, _, err := createNamedPipe.Call(uintptr(unsafe.Pointer(name)), duplex|overlapped, 0, 1, 512, 512, 0, 0)
		if syscall.Handle(pipe) == syscall.InvalidHandle {
			check("CreateNamedPipe", err)
		}
		op := &operation{handle: syscall.Handle(pipe), event: newEvent()}
		operations = append(operations, op)
		doors = append(doors, door{name, op})
	}
	return doors, operations
}

func (d door) open() syscall.Handle {
	client, err := syscall.CreateFile(d.name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil, syscall.OPEN_EXISTING, 0, 0)
	check("CreateFile", err)
	return client
}

// With idle milliseconds before each client comes, as in real life; with 0 one comes after the other.
func pipesOneByOne(name string, pending, idle, count int) {
	doors, operations := newDoors(pending)
	latencies := make([]float64, count)
	submitting := 0.0
	begun := ticks()
	submitAll(operations)
	emit(name, "arm_us", micros(begun, ticks())/float64(pending))
	warmUp := count / 4
	for i := -warmUp; i < count; i++ {
		d := doors[(i+warmUp)*7919%pending]
		if i == 0 {
			submitting = 0
			begun = ticks()
		}
		// Returns when the pipe listens.
		if listening, _, err := waitNamedPipe.Call(uintptr(unsafe.Pointer(d.name)), 10000); listening == 0 {
			check("WaitNamedPipe", err)
		}
		if idle > 0 {
			time.Sleep(time.Duration(idle) * time.Millisecond)
		}
		expect(1)
		from := ticks()
		client := d.open()
		awaitSeen()
		if i >= 0 {
			latencies[i] = micros(from, d.op.seen)
		}
		syscall.CloseHandle(client)
		disconnectPipe.Call(uintptr(d.op.handle))
		from = ticks()
		d.op.submit()
		submitting += micros(from, ticks())
	}
	emit(name, "cycle_us", micros(begun, ticks())/float64(count))
	emit(name, "submit_us", submitting/float64(count))
	percentiles(name, latencies)
	awaitIssued()
	expect(pending)
	closeDoors(doors)
	awaitSeen()
}

func pipesInRandomOrder(name string, pending, count int) {
	order := shuffled(pending)
	for round := 0; round < count; round++ {
		doors, operations := newDoors(pending)
		submitAll(operations)
		clients := make([]syscall.Handle, pending)
		expect(pending)
		from := ticks()
		for i, j := range order {
			clients[i] = doors[j].open()
		}
		awaitSeen()
		emit(name, "all_ms", micros(from, ticks())/1000)
		for _, client := range clients {
			syscall.CloseHandle(client)
		}
		closeDoors(doors)
	}
}

func closeDoors(doors []door) {
	for _, d := range doors {
		syscall.CloseHandle(d.op.handle)
	}
}

// The same order in every peer: a linear congruential generator.
func shuffled(count int) []int {
	order := make([]int, count)
	for i := range order {
		order[i] = i
	}
	seed := uint64(20260131)
	for i := count - 1; i > 0; i-- {
		seed = seed*6364136223846793005 + 1442695040888963407
		j := int((seed >> 33) % uint64(i+1))
		order[i], order[j] = order[j], order[i]
	}
	return order
}

// --- Address changes ---

func newSockets(count, perSocket int) (operations []*operation, listeners []net.Listener) {
	for i := 0; i < count; i++ {
		if i%perSocket == 0 {
			listener, err := net.Listen("tcp4", "127.0.0.1:0")
			check("listening", err)
			listeners = append(listeners, listener)
		}
		handle := handleOf(listeners[len(listeners)-1].(*net.TCPListener))
		operations = append(operations, &operation{handle: handle, isSocket: true, event: newEvent()})
	}
	return operations, listeners
}

func closeAll(operations []*operation, listeners []net.Listener) {
	expect(len(operations))
	for _, listener := range listeners {
		listener.Close()
	}
	awaitSeen()
}

func cancel(name string, count int) {
	operations, listeners := newSockets(1, 1)
	op := operations[0]
	latencies := make([]float64, count)
	cancelling := 0.0
	for i := -count / 4; i < count; i++ {
		submitAll(operations)
		expect(1)
		from := ticks()
		cancelIoEx.Call(uintptr(op.handle), 0)
		returned := ticks()
		awaitSeen()
		if i >= 0 {
			latencies[i] = micros(from, op.seen)
			cancelling += micros(from, returned)
		}
	}
	emit(name, "cancel_us", cancelling/float64(count))
	percentiles(name, latencies)
	submitAll(operations)
	closeAll(operations, listeners)
}

// Writes a line to a program of the test bed's that reads "ip" commands.
func changeAddresses() {
	if trigger == nil {
		var err error
		trigger, err = os.OpenFile(os.Getenv("BENCH_TRIGGER"), os.O_WRONLY, 0)
		check("opening the trigger", err)
	}
	present = !present
	command := "del"
	if present {
		command = "add"
	}
	_, err := trigger.WriteString("addr " + command + " 10.78.0.1/32 dev v1\n")
	check("writing to the trigger", err)
}

func change(name string, pending, perSocket, count int) {
	threads := threadCount()
	resident := residentKilobytes()
	operations, listeners := newSockets(pending, perSocket)
	from := ticks()
	submitAll(operations)
	emit(name, "arm_ms", micros(from, ticks())/1000)
	cpu := cpuMillis()
	time.Sleep(4 * time.Second)
	emit(name, "idle_cpu_ms_per_s", (cpuMillis()-cpu)/4)
	emit(name, "threads", float64(threadCount()-threads))
	emit(name, "resident_kb", residentKilobytes()-resident)
	// An even number, so that the addresses are at the end what they were.
	for round := 0; round < 2*count; round++ {
		expect(pending)
		from = ticks()
		changeAddresses()
		awaitSeen()
		metric := "all_ms"
		if round == 0 {
			metric = "first_ms"
		}
		emit(name, metric, micros(from, ticks())/1000)
		submitAll(operations)
	}
	closeAll(operations, listeners)
}
