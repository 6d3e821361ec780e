namespace CsTelemetry.Collector.Auditing;

/// <summary>The names of administrative acts.</summary>
internal static class AuditActions
{
    public const string KeyCreate = "key.create";
    public const string KeyRotate = "key.rotate";
    public const string KeyRevoke = "key.revoke";
    public const string KeyPrune = "key.prune";
    public const string TenantSet = "tenant.set";
    public const string TenantRemove = "tenant.remove";
    public const string EraseOrder = "erase.order";
    public const string Migrate = "migrate";
    public const string Audit = "audit";
    public const string AuditRepair = "audit.repair";
    public const string Export = "export";
    public const string Import = "import";
    public const string Rebuild = "rebuild";
    public const string QuarantineReplay = "quarantine.replay";
    public const string ExportPeople = "export.people";
    public const string ModelDraft = "model.draft";
    public const string ModelShadow = "model.shadow";
    public const string ModelValidate = "model.validate";
    public const string ModelPublish = "model.publish";
    public const string Backup = "backup";
    public const string Restore = "restore";
    public const string KnowledgeWrite = "knowledge.write";
    public const string KnowledgeRemove = "knowledge.remove";
    public const string KnowledgeImport = "knowledge.import";
}
