{{- define "ftl.labels" -}}
app.kubernetes.io/name: fine-tune-lab
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}
{{- define "ftl.secret" -}}
{{ .Values.existingSecret | default (printf "%s-stores" .Release.Name) }}
{{- end -}}
{{- define "ftl.pod" -}}
{{- $root := .root -}}
metadata:
  labels:
    {{- include "ftl.labels" $root | nindent 4 }}
    app.kubernetes.io/component: {{ .role }}
  annotations:
    checksum/stores: {{ toYaml $root.Values.stores | sha256sum }}
spec:
  terminationGracePeriodSeconds: 60
  securityContext: { runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000 }
  containers:
    - name: server
      image: "{{ $root.Values.image.repository }}:{{ $root.Values.image.tag | default $root.Chart.AppVersion }}"
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      ports: [{ name: http, containerPort: 4000 }]
      env:
        - { name: ROLE, value: {{ .role | quote }} }
        - { name: PUBLIC_URL, value: {{ $root.Values.publicUrl | quote }} }
        - { name: TRUST_PROXY, value: {{ $root.Values.trustProxy | quote }} }
        {{- range $name, $value := $root.Values.environment }}
        - { name: {{ $name }}, value: {{ $value | quote }} }
        {{- end }}
      envFrom: [{ secretRef: { name: {{ include "ftl.secret" $root }} } }]
      # /readyz answers 503 while a store does not answer; a pod is ended only when its process hangs (/healthz).
      readinessProbe: { httpGet: { path: /readyz, port: http }, periodSeconds: 5 }
      livenessProbe: { httpGet: { path: /healthz, port: http }, periodSeconds: 10, failureThreshold: 6 }
      startupProbe: { httpGet: { path: /healthz, port: http }, periodSeconds: 5, failureThreshold: 60 }
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
      resources: {{- toYaml .resources | nindent 8 }}
      volumeMounts: [{ name: data, mountPath: /data }]
  volumes: [{ name: data, emptyDir: {} }]
{{- end -}}
