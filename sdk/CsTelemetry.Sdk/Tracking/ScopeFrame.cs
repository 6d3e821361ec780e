namespace CsTelemetry.Tracking;

/// <summary>Holds an open scope together with all that it has from the scopes around it. Immutable but for a cache.</summary>
internal sealed class ScopeFrame(TelemetryScope scope, PropertySet own, ScopeFrame? parent)
{
    private readonly PropertySet _properties = (parent?._properties ?? PropertySet.Empty).Around(own);
    private Joined? _joined;

    public ScopeFrame? Parent { get; } = parent;

    public string? AccountId { get; } = scope.AccountId ?? parent?.AccountId;

    public string? UserId { get; } = scope.UserId ?? parent?.UserId;

    public string? SessionId { get; } = scope.SessionId ?? parent?.SessionId;

    public Platform Platform { get; } = scope.Platform != Platform.Unspecified || parent is null ? scope.Platform : parent.Platform;

    public ActorKind ActorKind { get; } = scope.ActorKind != ActorKind.Unspecified || parent is null ? scope.ActorKind : parent.ActorKind;

    public bool HasConsent { get; } = scope.HasConsent ?? parent?.HasConsent ?? true;

    /// <summary>Gives the scope's properties and those of the client around it.</summary>
    public PropertySet Within(PropertySet clients)
    {
        // Two threads may both work it out; they come to the same.
        if (_joined is not { } joined || joined.Clients != clients)
        {
            _joined = joined = new(clients, clients.Around(_properties));
        }

        return joined.All;
    }

    private sealed class Joined(PropertySet clients, PropertySet all)
    {
        public PropertySet Clients { get; } = clients;

        public PropertySet All { get; } = all;
    }
}
