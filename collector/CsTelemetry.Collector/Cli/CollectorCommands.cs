using System.CommandLine;

namespace CsTelemetry.Collector.Cli;

/// <summary>The collector's command line: its table of contents.</summary>
internal static class CollectorCommands
{
    public static RootCommand Build() => new("CsTelemetry collector: receives usage events, stores them once, scores adoption.")
    {
        ServeCommand.Build(),
        KeysCommand.Build(),
        TenantsCommand.Build(),
        AuditLogCommand.Build(),
        StoreCommands.Migrate(),
        StoreCommands.Audit(),
        StoreCommands.Rebuild(),
        ValidateCommand.Build(),
        EraseCommand.Build(),
        CopyCommands.Export(),
        ImportCommand.Build(),
        CopyCommands.Backup(),
        CopyCommands.Restore(),
        WalCommand.Build(),
        DoctorCommand.Build(),
        QuarantineCommand.Build(),
        KnowledgeCommand.Build(),
    };
}
