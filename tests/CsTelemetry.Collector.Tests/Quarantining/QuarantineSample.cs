using CsTelemetry.ClickHouse.Quarantine;
using CsTelemetry.Collector.Tests.Making;
using CsTelemetry.Collector.Tests.Receiving;
using CsTelemetry.Protocol.V1;
using Google.Protobuf;

namespace CsTelemetry.Collector.Tests.Quarantining;

/// <summary>Makes events in quarantine.</summary>
internal static class QuarantineSample
{
    internal const ulong WalId = 0x00AB_CDEF_0123_4567;

    internal static QuarantinedEvent Rejected(long sequence, int index = 0, string code = "too_large", string tenant = "demo", Action<Event>? change = null)
    {
        var sent = Intake.Event((ulong)sequence);
        change?.Invoke(sent);
        return new QuarantinedEvent
        {
            Id = new QuarantineId(WalId, sequence, index),
            WalBatch = 1,
            Tenant = tenant,
            ReceivedAt = Sample.Now.AddSeconds(sequence / 3),
            Origin = QuarantineOrigin.Rejected,
            Code = code,
            Message = $"Number {sequence} is \"bad\".",
            ClientInstanceId = Sample.Client,
            BatchSequence = (ulong)sequence,
            AccountId = sent.AccountId,
            UserId = sent.UserId,
            Event = sent.ToByteArray(),
            Source = new QuarantineSource("test/1.0", "projectboard", "3.2.1", "staging"),
        };
    }
}
