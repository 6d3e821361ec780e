using System.Buffers;
using CsTelemetry.Collector.Journal;
using CsTelemetry.Grpc;
using CsTelemetry.Protocol.V1;
using Google.Protobuf;

namespace CsTelemetry.Collector.Receiving;

/// <summary>How the messages of Publish are read and written: a request is not parsed but copied, once, to where the log will read it. Thread-safe.</summary>
internal sealed class PublishMessages(ByteBudget budget)
{
    public GrpcMarshaller<BatchRecordBuffer> Requests { get; } = new(
        (in payload) => Copy(payload, budget),
        static _ => throw new NotSupportedException("The collector sends no requests."),
        static (_, _) => throw new NotSupportedException("The collector sends no requests."));

    public GrpcMarshaller<PublishResponse> Responses { get; } = GrpcMarshaller.ForProtobuf(PublishResponse.Parser);

    /// <exception cref="GrpcException">RESOURCE_EXHAUSTED with RetryInfo: no room now.</exception>
    public BatchRecordBuffer Copy(ReadOnlySpan<byte> request)
    {
        var buffer = BatchRecordBuffer.Rent(request.Length, budget);
        request.CopyTo(buffer.Request);
        return buffer;
    }

    /// <exception cref="GrpcException">RESOURCE_EXHAUSTED with RetryInfo: no room now.</exception>
    public BatchRecordBuffer Copy(PublishRequest request)
    {
        var buffer = BatchRecordBuffer.Rent(request.CalculateSize(), budget);
        request.WriteTo(buffer.Request);
        return buffer;
    }

    private static BatchRecordBuffer Copy(in ReadOnlySequence<byte> request, ByteBudget budget)
    {
        var buffer = BatchRecordBuffer.Rent((int)request.Length, budget);
        request.CopyTo(buffer.Request);
        return buffer;
    }
}
