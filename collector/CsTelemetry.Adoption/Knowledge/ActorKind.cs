namespace CsTelemetry.Adoption.Knowledge;

/// <summary>Tells who acts.</summary>
public enum ActorKind
{
    /// <summary>A person.</summary>
    Human,

    /// <summary>A program; its events never count.</summary>
    Service,

    /// <summary>An AI that acts for a person; its events are shown apart.</summary>
    Agent,
}
