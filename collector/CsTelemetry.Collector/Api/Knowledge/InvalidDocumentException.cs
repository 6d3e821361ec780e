using CsTelemetry.Collector.Knowing.Documents;

namespace CsTelemetry.Collector.Api.Knowledge;

/// <summary>What was sent cannot be a document; becomes a 400 with a pointer to each fault.</summary>
internal sealed class InvalidDocumentException(IReadOnlyList<KnowledgeFault> faults) : Exception("The document cannot be used.")
{
    public IReadOnlyList<KnowledgeFault> Faults { get; } = faults;
}
