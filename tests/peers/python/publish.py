#!/usr/bin/python3
"""Publishes feature uses with python3-grpcio and prints one line of JSON; see ../README.md.

Needs Debian's python3-grpcio, python3-protobuf, protobuf-compiler and protobuf-compiler-grpc.
The stubs are made from the repository's own .proto files at each run.
"""
import argparse
import importlib
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time

PROTO = pathlib.Path(__file__).resolve().parents[3] / "proto"
FILES = ["cstelemetry/v1/telemetry.proto", "google/rpc/status.proto", "google/rpc/error_details.proto"]


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--address", required=True, help="HOST:PORT of the collector")
    parser.add_argument("--key", required=True, help="PREFIX.SECRET")
    parser.add_argument("--account", required=True, help="account_id of every event")
    parser.add_argument("--events", type=int, required=True, help="events in each batch")
    parser.add_argument("--mode", choices=["unary", "stream", "gzip"], required=True)
    parser.add_argument("--batches", type=int, default=1)
    parser.add_argument("--instance", type=int, default=None, help="client_instance_id; random by default")
    parser.add_argument("--deadline-ms", type=int, default=20_000, help="deadline of each call")
    parser.add_argument("--tls-ca", default=None, help="PEM file to trust; cleartext without it")
    return parser.parse_args()


def load_stubs(folder):
    """Generates the stubs and imports them: telemetry, its service, google.rpc's status and details."""
    plugin = subprocess.run(["/usr/bin/which", "grpc_python_plugin"], check=True, capture_output=True, text=True).stdout.strip()
    subprocess.run(
        ["/usr/bin/protoc", f"-I{PROTO}", f"--python_out={folder}", f"--grpc_python_out={folder}",
         f"--plugin=protoc-gen-grpc_python={plugin}", *FILES],
        check=True)
    sys.path.insert(0, folder)
    # `google` is the protobuf package's already; the generated part of it joins in.
    importlib.import_module("google").__path__.append(f"{folder}/google")
    return [importlib.import_module(name) for name in (
        "cstelemetry.v1.telemetry_pb2", "cstelemetry.v1.telemetry_pb2_grpc",
        "google.rpc.status_pb2", "google.rpc.error_details_pb2")]


def make_batches(messages, arguments):
    instance = arguments.instance or random.getrandbits(63) + 1
    for batch in range(arguments.batches):
        now = int(time.time() * 1000)
        yield messages.PublishRequest(
            client_instance_id=instance,
            batch_sequence=batch + 1,
            sent_at_unix_ms=now,
            resource=messages.Resource(sdk="python3-grpcio", application="peer"),
            events=[
                messages.Event(
                    kind=messages.EVENT_KIND_FEATURE_USE,
                    sequence=batch * arguments.events + i + 1,
                    occurred_at_unix_ms=now,
                    account_id=arguments.account,
                    user_id=f"user-{i % 10}",
                    feature=f"peer.feature-{i % 5}",
                    platform=messages.PLATFORM_WEB,
                    properties=[messages.Property(key="mode", string_value=arguments.mode)])
                for i in range(arguments.events)])


def retry_delay_ms(error, statuses, details):
    for key, value in error.trailing_metadata() or ():
        if key == "grpc-status-details-bin":
            for packed in statuses.Status.FromString(value).details:
                info = details.RetryInfo()
                if packed.Unpack(info):
                    return info.retry_delay.ToMilliseconds()
    return None


def responses(grpc, stub, arguments, messages):
    options = dict(metadata=[("authorization", f"Bearer {arguments.key}")], timeout=arguments.deadline_ms / 1000, wait_for_ready=True)
    if arguments.mode == "stream":
        yield from stub.PublishStream(make_batches(messages, arguments), **options)
        return
    if arguments.mode == "gzip":
        options["compression"] = grpc.Compression.Gzip
    for request in make_batches(messages, arguments):
        yield stub.Publish(request, **options)


def main():
    import grpc

    arguments = parse_arguments()
    result = {"accepted": 0, "rejected": 0, "duplicates": 0, "code": "OK", "retry_delay_ms": None}
    with tempfile.TemporaryDirectory() as folder:
        messages, services, statuses, details = load_stubs(folder)
        if arguments.tls_ca:
            trust = grpc.ssl_channel_credentials(pathlib.Path(arguments.tls_ca).read_bytes())
            channel = grpc.secure_channel(arguments.address, trust)
        else:
            channel = grpc.insecure_channel(arguments.address)
        with channel:
            try:
                for response in responses(grpc, services.TelemetryCollectorStub(channel), arguments, messages):
                    result["accepted"] += response.accepted_count
                    result["rejected"] += len(response.rejected)
                    result["duplicates"] += response.duplicate
            except grpc.RpcError as error:
                result["code"] = error.code().name
                result["retry_delay_ms"] = retry_delay_ms(error, statuses, details)
    print(json.dumps(result))


if __name__ == "__main__":
    main()
